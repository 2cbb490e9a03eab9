"""How long the comparison of two editions of 1,000 statements takes, uncached, beside the standard library's differ.

Run: python benchmarks/compare_speed.py
"""

import difflib
import os
import random
import sys
import tempfile
import time
import timeit
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
FOLDER = tempfile.TemporaryDirectory()  # until this ends
os.environ["DATA_DIR"] = FOLDER.name

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from guidelines import actions
from guidelines.models import Chapter
from tests.make import SECOND_RELEASE, explain, make_editor, make_guideline, make_released_edition, make_statement

CHAPTERS, STATEMENTS = 20, 50
WORDS = Path(__file__).read_text().split()


def sentence(chance, words=32):
    return "Give " + " ".join(chance.choice(WORDS).strip("*_`#\\<>[]|~") or "care" for _ in range(words)) + "."


def make_editions(share):
    """The slug of a guideline whose second edition amends that share of 1,000 statements, a few words in each."""
    chance = random.Random(1)
    bodies = {
        f"chapter-{c}": "\n".join(
            f"{sentence(chance)}\n\n" + make_statement(f"key-{c}-{s}", sentence(chance)) for s in range(STATEMENTS)
        )
        for c in range(CHAPTERS)
    }
    editor = make_editor()
    first = make_released_edition(make_guideline(), bodies, by=editor)
    draft = actions.start_draft(guideline=first.guideline)
    for chapter in Chapter.objects.filter(edition=draft):
        lines = chapter.body.split("\n")
        for place, line in enumerate(lines):
            if line.startswith("::: {") and chance.random() < share:
                words = lines[place + 1].split()
                words[chance.randrange(1, 20)], words[25:25] = "otherwise", ["and", "at", "least", "once"]
                lines[place + 1] = " ".join(words)
                explain(draft, line.split("#")[1].split()[0])
        chapter.body = "\n".join(lines)
        chapter.save()
    draft.refresh_from_db()
    actions.release(reason="A benchmark.", edition=draft, by=editor, at=SECOND_RELEASE)
    texts = [" ".join(w.text for w in edition.wordings.all()).split() for edition in (first, draft)]
    return first.guideline.slug, texts


def milliseconds(function, repeat=15):
    """Of processor time, the database's included, since it runs in this process: others may share the machine."""
    return min(timeit.repeat(function, number=1, repeat=repeat, timer=time.process_time)) * 1000


def main():
    call_command("migrate", verbosity=0)
    client = Client(HTTP_HOST="localhost")
    for share, words in [(0.2, "a fifth"), (1, "every one")]:
        slug, texts = make_editions(share)
        address = f"/guidelines/{slug}/compare/1/2/"
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        count = len(queries)
        assert response.status_code == 200
        page = milliseconds(lambda address=address: client.get(address))
        table = milliseconds(lambda address=address: client.get(f"{address}download/csv/"), repeat=3)
        print(f"1,000 statements, {words} amended: page {page:.0f} ms, {count} queries; CSV {table:.0f} ms")
        if share < 1:
            peer = milliseconds(difflib.SequenceMatcher(None, *texts, autojunk=False).get_opcodes, repeat=1)
            print(f"difflib on the same words alone: {peer:.0f} ms ({peer / page:.1f} times as long)")


if __name__ == "__main__":
    static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES=settings.STORAGES | {"staticfiles": static}):
        main()
