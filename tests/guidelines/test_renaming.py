"""A chapter's old addresses lead to where it is, for ever; what another chapter takes over is said before."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from guidelines import actions
from tests.make import make_draft, make_editor, make_released_edition, make_statement

pytestmark = pytest.mark.django_db
BODIES = {slug: make_statement(slug) for slug in ("one", "two")}


@pytest.fixture
def first():
    return make_released_edition(bodies=BODIES)


def next_edition(before, year, slugs, removed=()):
    """The next edition, released in that year, in which chapters have these new slugs by their old ones."""
    draft = actions.start_draft(guideline=before.guideline)
    chapters = {chapter.slug: chapter for chapter in draft.chapters.all()}
    for step in (lambda old, new: f"{new}-on-its-way", lambda old, new: new):  # two may change places
        for old, new in slugs.items():
            chapters[old].slug = step(old, new)
            actions.save_chapter(chapter=chapters[old])
    for slug in removed:
        actions.remove_chapter(chapter=chapters[slug])
        said = {"reason": "a", "evidence": "b", "what_to_do": "c", "has_no_successor": True}
        actions.explain_change(edition=draft, key=slug, kind="removed", **said)
    at = datetime(year, 1, 1, tzinfo=UTC)
    return actions.release(edition=draft, by=make_editor(), at=at, reason="For a test.")


def address(edition, slug, end="/"):
    return f"/guidelines/{edition.guideline.slug}/chapters/{slug}{end}"


def follow(client, where):
    answer = client.get(where)
    return answer.status_code, answer.get("Location")


@pytest.mark.parametrize("end", ["/", ".md", ".json", "/cite/", "/cite.bib", "/cite.ris"])
def test_a_renamed_chapter_with_its_files_and_citations_is_found_for_ever(client, first, end):
    next_edition(first, 2019, {"one": "uno"})

    assert follow(client, address(first, "one", end)) == (301, address(first, "uno", end))
    assert client.get(address(first, "uno", end)).status_code == 200


def test_a_chain_of_names_takes_one_step(client, first):
    second = next_edition(first, 2019, {"one": "uno"})
    next_edition(second, 2020, {"uno": "eins"})

    assert follow(client, address(first, "one")) == (301, address(first, "eins"))
    assert follow(client, address(first, "uno")) == (301, address(first, "eins"))


def test_a_name_that_comes_back_leads_nowhere_else(client, first):
    second = next_edition(first, 2019, {"one": "uno"})
    next_edition(second, 2020, {"uno": "one"})

    assert client.get(address(first, "one")).status_code == 200
    assert follow(client, address(first, "uno")) == (301, address(first, "one"))


def test_two_chapters_that_change_places_are_served_where_they_are(client, first):
    next_edition(first, 2019, {"one": "two", "two": "one"})

    assert 'id="two"' in client.get(address(first, "one")).text  # the statement called two stands there now
    assert 'id="one"' in client.get(address(first, "two")).text
    pinned = address(first, "one").replace("chapters", "editions/1/chapters")
    assert 'id="one"' in client.get(pinned).text


def test_an_address_that_another_chapter_took_and_left_leads_to_the_one_that_had_it_last(client, first):
    second = next_edition(first, 2019, {"one": "uno", "two": "one"})
    next_edition(second, 2020, {"one": "due"})

    assert follow(client, address(first, "one")) == (301, address(first, "due"))


def test_a_chapter_renamed_and_then_removed_leads_to_the_newest_edition_that_has_it(client, first):
    second = next_edition(first, 2019, {"one": "uno"})
    third = actions.start_draft(guideline=first.guideline)
    actions.remove_chapter(chapter=third.chapters.get(slug="uno"))
    said = {"reason": "a", "evidence": "b", "what_to_do": "c", "has_no_successor": True}
    actions.explain_change(edition=third, key="one", kind="removed", **said)
    actions.release(edition=third, by=make_editor(), reason="For a test.")

    pinned = address(first, "uno").replace("chapters", f"editions/{second.number}/chapters")
    assert follow(client, address(first, "one")) == (302, pinned)
    assert client.get(pinned).status_code == 200
    md = address(first, "one", ".md")
    assert follow(client, md) == (302, pinned[:-1] + ".md")


def test_a_name_that_is_only_scheduled_redirects_nobody(client, first):
    next_edition(first, 2099, {"one": "uno"})

    assert client.get(address(first, "one")).status_code == 200
    assert client.get(address(first, "uno")).status_code == 404


# ── What the editor is told ──────────────────────────────────────────────────────────────────────


def at(chapter):
    return reverse("admin:guidelines_chapter_change", args=[chapter.pk])


def test_the_editor_is_told_where_readers_know_the_chapter(desk, first):
    second = next_edition(first, 2019, {"one": "uno"})
    draft = actions.start_draft(guideline=second.guideline)

    assert "Readers know this chapter at “uno” and “one”" in desk.get(at(draft.chapters.get(slug="uno"))).text
    assert "Readers know" not in desk.get(at(make_draft().chapters.first())).text


def test_the_address_of_another_chapter_is_only_taken_on_insistence(desk, first):
    second = next_edition(first, 2019, {"one": "uno"})
    draft = actions.start_draft(guideline=second.guideline)
    two = draft.chapters.get(slug="two")
    typed = {"title": "Two", "slug": "one", "body": two.body}

    page = desk.post(at(two), typed)
    assert "Edition 1 had “One” at this address" in page.text
    assert '<input type="checkbox" name="reuse"' in page.text
    assert draft.chapters.filter(slug="two").exists()

    assert desk.post(at(two), typed | {"reuse": "on"}).status_code == 302
    assert draft.chapters.get(key=two.key).slug == "one"


def test_what_links_to_a_chapter_is_shown_before_it_gets_another_address(desk, first):
    draft = actions.start_draft(guideline=first.guideline)
    one, two = draft.chapters.order_by("position")
    two.body += "\n\nSee [the first](chapter:one) and [itself](chapter:two)."
    actions.save_chapter(chapter=two)
    typed = {"title": "One", "slug": "uno", "body": one.body}

    page = desk.post(at(one), typed)

    assert "These texts link to “one”" in page.text
    assert f'<a href="/admin/guidelines/chapter/{two.pk}/change/#line-' in page.text
    assert '<input type="checkbox" name="reuse"' in page.text
    one.refresh_from_db()
    assert one.slug == "one"
    assert desk.post(at(one), typed | {"reuse": "on"}).status_code == 302
    one.refresh_from_db()
    assert one.slug == "uno"


def test_a_chapter_takes_its_own_old_address_back_without_a_word(desk, first):
    second = next_edition(first, 2019, {"one": "uno"})
    chapter = actions.start_draft(guideline=second.guideline).chapters.get(slug="uno")

    answer = desk.post(at(chapter), {"title": "One", "slug": "one", "body": chapter.body})

    assert answer.status_code == 302


def test_a_new_chapter_is_asked_too(desk, first):
    second = next_edition(first, 2019, {"one": "uno"})
    draft = actions.start_draft(guideline=second.guideline)

    page = desk.post(reverse("admin:guidelines_chapter_add"), {"edition": draft.pk, "title": "New", "slug": "one"})

    assert "Edition 1 had “One” at this address" in page.text
