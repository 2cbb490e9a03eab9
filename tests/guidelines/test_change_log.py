"""Readers follow what changed, why, and what to do: on a page and in a feed reader."""

from datetime import UTC, datetime
from html import unescape
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guidelines import actions
from guidelines.models import Edition
from tests.make import (
    SECOND_RELEASE,
    explain,
    force_release,
    make_editor,
    make_guideline,
    make_released_edition,
    make_second_edition,
    make_statement,
    rewrite,
)

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def second():
    return make_second_edition()


@pytest.fixture
def here(second):
    return f"/guidelines/{second.guideline.slug}/"


def entries_of(response):
    return ElementTree.fromstring(response.content).findall(f"{ATOM}entry")


def text(entry, name):
    return entry.find(ATOM + name).text


def test_the_log_tells_each_change_with_its_reason_newest_edition_first(client, here):
    page = client.get(f"{here}changes/").text

    assert page.index('id="edition_2"') < page.index("Self reflection") < page.index('id="edition_1"')
    for words in ("Educators asked for it.", "Survey of 2018.", "Look at your plan."):
        assert page.count(words) == 3
    assert f'href="{here}statements/fresh-start/">3.1 Fresh start</a>' in page
    assert "everything in it was new" in page


def test_a_removed_statement_is_called_as_it_was_called(client, here):
    page = client.get(f"{here}changes/").text

    assert f'href="{here}statements/shared-work/">2.1 Shared work</a>' in page


def test_the_feed_has_the_same_entries_as_the_page(client, here):
    entries = entries_of(client.get(f"{here}feed/"))

    assert [text(entry, "title") for entry in entries] == [
        "Edition 2 was released",
        "New in edition 2: 3.1 Fresh start",
        "Amended in edition 2: 1.1 Self reflection",
        "Removed in edition 2: 2.1 Shared work",
        "Moved in edition 2: 2.1 Values in practice",
        "Edition 1 was released",
    ]
    said = text(entries[2], "summary")
    assert "<strong>Why:</strong> Educators asked for it." in said
    assert "Survey of 2018." in said
    assert "<strong>What educators should do:</strong> Look at your plan." in said


def test_the_feed_is_valid_atom(client, settings, here):
    response = client.get(f"{here}feed/")

    feed = ElementTree.fromstring(response.content)
    assert response["Content-Type"].startswith("application/atom+xml")
    assert feed.tag == f"{ATOM}feed"
    assert text(feed, "id") == f"{settings.SITE_URL}{here}changes/"
    assert text(feed, "title")
    assert feed.find(f"{ATOM}author/{ATOM}name").text == settings.PUBLISHER
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"alternate": f"{settings.SITE_URL}{here}changes/", "self": f"{settings.SITE_URL}{here}feed/"}
    for thing in (feed, *feed.findall(f"{ATOM}entry")):
        assert datetime.fromisoformat(text(thing, "updated")).tzinfo
    for entry in feed.findall(f"{ATOM}entry"):
        assert text(entry, "id").startswith("urn:uuid:")
        assert entry.find(f"{ATOM}link").get("href").startswith(settings.SITE_URL + here)
        assert entry.find(f"{ATOM}summary").get("type") == "html"


def test_ids_are_unique_and_stay_when_the_site_moves_and_another_edition_comes(client, settings, here, second):
    ids = [text(entry, "id") for entry in entries_of(client.get(f"{here}feed/"))]
    settings.SITE_URL = "https://elsewhere.example"
    force_release(edition=actions.start_draft(guideline=second.guideline), by=make_editor())

    later = [text(entry, "id") for entry in entries_of(client.get(f"{here}feed/"))]

    assert len(set(ids)) == len(ids)
    assert later[1:] == ids


def test_every_entry_leads_to_a_page(client, settings, here):
    for entry in entries_of(client.get(f"{here}feed/")):
        address = entry.find(f"{ATOM}link").get("href").removeprefix(settings.SITE_URL)
        assert client.get(address).status_code == 200


def test_hostile_words_neither_break_the_feed_nor_run(client):
    first = make_released_edition(bodies={"one": make_statement("a", title="<b>A</b> & “é” 👩🏽‍⚕️")})
    draft = actions.start_draft(guideline=first.guideline)
    rewrite(draft, "one", "every student", "each student")
    explain(draft, "a", reason="<script>1</script> \x0b\x1f ]]> &", evidence="<script>2</script>")
    force_release(edition=Edition.objects.get(pk=draft.pk), by=make_editor(), at=SECOND_RELEASE)

    _, entry, _ = entries_of(client.get(f"/guidelines/{first.guideline.slug}/feed/"))

    assert "<script" not in text(entry, "summary")
    assert "<script>1</script>" in unescape(text(entry, "summary"))
    assert "<b>A</b> & “é” 👩🏽‍⚕️" in text(entry, "title")


def test_what_is_not_public_is_in_neither(client, second, here):
    draft = actions.start_draft(guideline=second.guideline)
    rewrite(draft, "new", "Words.", "Secret words.")
    force_release(edition=draft, by=make_editor(), at=datetime(2999, 1, 1, tzinfo=UTC))

    assert "Edition 3" not in client.get(f"{here}changes/").text
    assert len(entries_of(client.get(f"{here}feed/"))) == 6


def test_a_guideline_without_a_public_edition_has_no_log(client):
    slug = make_guideline().slug

    assert client.get(f"/guidelines/{slug}/changes/").status_code == 404
    assert client.get(f"/guidelines/{slug}/feed/").status_code == 404


@pytest.mark.parametrize("page", ["0", "2", "x", "٣", "999999999"])
def test_a_page_that_is_not_there_is_not_found(client, here, page):
    assert client.get(f"{here}changes/?page={page}").status_code == 404


def test_both_cost_the_same_queries_however_many_editions_there_are(client, second, here):
    for address in ("changes/", "feed/"):
        with CaptureQueriesContext(connection) as few:
            client.get(here + address)
        force_release(edition=actions.start_draft(guideline=second.guideline), by=make_editor())
        with CaptureQueriesContext(connection) as more:
            client.get(here + address)
        assert len(more) == len(few) <= 8
