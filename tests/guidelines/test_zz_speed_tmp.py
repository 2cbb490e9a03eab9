import time, pytest
from django.urls import reverse
from guidelines import actions
from portal import markdown, written
from tests.make import *
from django.db import connection
from django.test.utils import CaptureQueriesContext
pytestmark=pytest.mark.django_db
def test_speed(client):
    para="Leadership begins with noticing what is around you. Every educator knows a [student](statement:k-0-1) who does so, and one who does not yet.\n\n"
    bodies={f"c-{c}":"## Heading one\n\n"+para*6+"".join(make_statement(f"k-{c}-{s}", "Give every student a planned time to reflect on what happened in practice, alone and with a mentor, and to say what they would do otherwise.")+"\n"+para*2 for s in range(10)) for c in range(100)}
    d=actions.start_draft(guideline=make_released_edition(bodies=bodies).guideline)
    for c in d.chapters.all():
        c.body=c.body.replace("a planned time","some planned time"); actions.save_chapter(chapter=c)
    client.force_login(make_administrator())
    markdown.read.cache_clear()
    from guidelines.preflight import looks; looks._in_text.cache_clear()
    for name in ("edition_check","edition_check","edition_check","edition_changes","edition_changes","edition_release"):
        with CaptureQueriesContext(connection) as q:
            t=time.perf_counter(); r=client.get(reverse("admin:guidelines_"+name,args=[d.pk])); t=time.perf_counter()-t
        print(name, r.status_code, f"{t*1000:.0f} ms", len(q), len(r.content))
    for a in ("/admin/","/admin/what-links-here/?to=/guidelines/x/","/admin/what-links-here/?to=/resources/x/"):
        with CaptureQueriesContext(connection) as q:
            t=time.perf_counter(); r=client.get(a); t=time.perf_counter()-t
        print(a, f"{t*1000:.0f} ms", len(q))
