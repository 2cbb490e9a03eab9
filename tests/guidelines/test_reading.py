"""An educator reads a guideline: its first page, its chapters, all of it on one page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape

from tests.make import (
    make_draft,
    make_guideline,
    make_released_edition,
    make_second_edition,
    make_statement,
)

pytestmark = pytest.mark.django_db


def chapters_of(count):
    return {f"chapter-{n}": "Words.\n\n" + make_statement(f"key-{n}") for n in range(count)}


def test_the_first_page_invites_into_the_featured_guideline(client):
    guideline = make_guideline(is_featured=True, name="Leadership", notice="This is a sample.")
    make_released_edition(guideline)

    page = client.get("/").text

    assert "<h1>Leadership</h1>" in page
    assert "Read the guidelines" in page
    assert "This is a sample." in page
    assert "What changed in edition" not in page


def test_without_a_featured_guideline_the_first_page_lists_all(client):
    edition = make_released_edition()

    assert edition.guideline.name in client.get("/").text


def test_an_empty_portal_says_that_nothing_is_released(client):
    assert "No guideline has been released yet" in client.get("/").text
    assert client.get("/guidelines/").status_code == 200


def test_a_guideline_shows_its_current_chapters(client):
    edition = make_second_edition()

    page = client.get(edition.guideline.get_absolute_url()).text

    assert 'href="chapters/new/"' in page
    assert "Edition 2, released 4 March 2019" in page


def test_a_chapter_shows_its_text_and_its_neighbours(client):
    edition = make_released_edition(bodies=chapters_of(3))

    page = client.get(f"/guidelines/{edition.guideline.slug}/chapters/chapter-1/").text

    assert '<section class="statement" id="key-1"' in page
    assert "Chapter 2 of 3" in page
    assert 'rel="prev"' in page
    assert 'rel="next"' in page


def test_a_chapter_says_when_it_last_changed(client):
    edition = make_second_edition()
    there = f"/guidelines/{edition.guideline.slug}/chapters"

    assert "This chapter changed in this edition" in client.get(f"{there}/focus-on-self/").text


@pytest.mark.parametrize("count", [1, 12])
def test_a_chapter_takes_three_queries_however_much_there_is(client, django_assert_num_queries, count):
    for _ in range(count):
        make_released_edition()
    edition = make_second_edition(make_released_edition())

    with django_assert_num_queries(3):
        client.get(f"/guidelines/{edition.guideline.slug}/chapters/focus-on-self/")


def test_words_that_look_like_code_stay_words(client):
    guideline = make_guideline(title='</script><script>alert("x")</script>')
    make_released_edition(guideline)

    page = client.get(f"/guidelines/{guideline.slug}/chapters/focus-on-self/").text

    assert "<script>alert" not in page
    assert escape(guideline.title) not in page.split("application/ld+json")[1].split("</script>")[0]


def test_nobody_reads_a_draft(client):
    edition = make_draft()
    there = f"/guidelines/{edition.guideline.slug}"

    for address in ["", "/chapters/focus-on-self", "/statements", "/editions", "/editions/1", "/print"]:
        assert client.get(f"{there}{address}/").status_code == 404


def test_a_scheduled_edition_waits_for_its_time(client):
    first = make_released_edition()
    make_second_edition(first, at=timezone.now() + timedelta(days=1))
    there = f"/guidelines/{first.guideline.slug}"

    assert "Edition 1, released" in client.get(f"{there}/").text
    assert client.get(f"{there}/editions/2/").status_code == 404
    assert client.get(f"{there}/editions/2/chapters/new/").status_code == 404
    assert client.get(f"{there}/chapters/new/").status_code == 404
    assert client.get(f"{there}/statements/fresh-start/").status_code == 404
    assert "Edition 2" not in client.get(f"{there}/editions/").text
    assert "edition 2" not in client.get(f"{there}/statements/self-reflection/").text


def test_on_one_page_every_id_is_used_once_and_every_link_leads_somewhere(client):
    bodies = {
        "one": "## Same\n\nSee [two](chapter:two#same), [it](statement:b) and a note.[^1]\n\n[^1]: Note.\n\n"
        + make_statement("a"),
        "two": "## Same\n\nSee [one](chapter:one) and a note.[^1]\n\n[^1]: Note.\n\n" + make_statement("b"),
    }
    edition = make_released_edition(bodies=bodies)

    page = client.get(f"/guidelines/{edition.guideline.slug}/print/").text

    ids = [part.split('"')[0] for part in page.split(' id="')[1:]]
    assert len(ids) == len(set(ids))
    targets = {part.split('"')[0] for part in page.split('href="#')[1:]}
    assert targets <= set(ids)
    assert {"two--same", "b", "one--chapter"} <= targets
    assert f'href="{edition.get_absolute_url()}statements/a/"' in page


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_pages_are_only_for_reading(client, method):
    edition = make_released_edition()

    assert getattr(client, method)(edition.guideline.get_absolute_url()).status_code == 405


def test_readers_get_no_cookie(client):
    edition = make_released_edition()

    assert not client.get(edition.guideline.get_absolute_url()).cookies


@pytest.mark.parametrize("number", ["0", "01", "٣", "3", "999999999", "-1", "1.0"])
def test_an_edition_that_is_not_there_is_a_page_with_ways_back(client, number):
    edition = make_second_edition()

    answer = client.get(f"/guidelines/{edition.guideline.slug}/editions/{number}/")

    assert answer.status_code == 404
    assert "Ways back" in answer.text


def test_many_guidelines_are_listed_twenty_to_a_page_in_as_many_queries(client, django_assert_num_queries):
    first = make_released_edition(make_guideline(name="A first one"))
    client.get("/guidelines/")
    with CaptureQueriesContext(connection) as few:
        client.get("/guidelines/")
    for number in range(20):
        make_released_edition(make_guideline(name=f"B {number:02}"))

    with django_assert_num_queries(len(few)):
        page = client.get("/guidelines/")

    assert page.text.count("<h2>") == 20
    assert "More" in page.text
    last = client.get("/guidelines/?page=2")
    assert ("B 19" in last.text, first.guideline.name in last.text, "Before" in last.text) == (True, False, True)
    assert client.get("/guidelines/?page=3").status_code == 404
