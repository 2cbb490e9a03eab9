"""Every save of a chapter is kept; any two are compared, any is restored, and nothing is ever lost by it."""

import re
from types import SimpleNamespace as Imported

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guidelines import actions
from guidelines.models import Chapter, Revision, RevisionsAreKept
from tests.make import force_release, make_draft, make_editor, make_released_edition, rewrite

pytestmark = pytest.mark.django_db
MARK = re.compile(r"<(?:ins|del)>.*?</(?:ins|del)>")
ALIKE = [f"Give every student time to reflect in week {number}, alone and with others." for number in "1234"]


@pytest.fixture
def editor(client):
    editor = make_editor()
    client.force_login(editor)
    return editor


def at(name, chapter, query=""):
    return reverse(f"admin:guidelines_chapter_{name}", args=[chapter.pk]) + query


def make_chapter(body="First words.", **fields):
    edition = make_draft(bodies={"a": "Another chapter."})
    return actions.add_chapter(edition=edition, title="One", slug="one", body=body, **fields)


def save(chapter, by=None, **fields):
    for name, value in fields.items():
        setattr(chapter, name, value)
    return actions.save_chapter(chapter=chapter, by=by)


def said(chapter):
    return [(each.number, each.deed, each.body) for each in chapter.revisions.order_by("number")]


# ── Kept ─────────────────────────────────────────────────────────────────────────────────────────


def test_every_save_is_kept_with_who_when_and_what(editor):
    chapter = make_chapter(by=editor)

    save(chapter, by=editor, title="Uno", slug="uno", body="Other words now.")

    first, second = chapter.revisions.order_by("number")
    assert (first.title, first.slug, first.body, first.made_by) == ("One", "one", "First words.", editor)
    assert (second.title, second.slug, second.body, second.words) == ("Uno", "uno", "Other words now.", 3)
    assert (second.deed, second.made_by) == ("Typed", editor)
    assert first.made_at <= second.made_at


def test_a_save_that_changes_nothing_leaves_no_revision():
    chapter = make_chapter()

    save(chapter, body="First words.")

    assert chapter.revisions.count() == 1


def test_a_draft_starts_with_the_words_of_the_edition_before(editor):
    edition = make_released_edition()

    draft = actions.start_draft(guideline=edition.guideline, by=editor)

    for chapter in draft.chapters.all():
        revision = chapter.revisions.get()
        assert (revision.number, revision.deed, revision.body) == (1, "Started from edition 1", chapter.body)
        assert revision.made_by == editor


def test_what_came_from_word_says_so(editor):
    chapter = make_chapter()

    imported = [Imported(title="One", slug="one", body="From Word."), Imported(title="New", slug="new", body="New.")]
    actions.import_chapters(edition=chapter.edition, chapters=imported, by=editor)

    assert said(chapter)[1] == (2, "Imported", "From Word.")
    assert said(Chapter.objects.get(slug="new")) == [(1, "Imported", "New.")]


def test_the_text_from_before_revisions_were_kept_becomes_the_first():
    chapter = make_chapter()
    chapter.revisions.all()._raw_delete("default")

    save(chapter, body="Second words.")

    assert said(chapter) == [
        (1, "As it stood before revisions were kept", "First words."),
        (2, "Typed", "Second words."),
    ]


def test_a_removed_chapter_leaves_its_revisions():
    chapter = make_chapter()

    actions.remove_chapter(chapter=chapter)

    first, removed = Revision.objects.filter(edition=chapter.edition, chapter=None).order_by("number")
    assert (first.chapter_key, first.body, first.deed) == (chapter.key, "First words.", "Typed")
    assert (removed.chapter_key, removed.body, removed.deed) == (chapter.key, "First words.", "Chapter removed")


def test_a_refused_save_leaves_none():
    chapter = make_chapter()

    with pytest.raises(actions.AddressTaken):
        save(chapter, slug="a", body="Other.")

    assert chapter.revisions.count() == 1


# ── Never otherwise ──────────────────────────────────────────────────────────────────────────────


def test_a_revision_is_neither_changed_nor_deleted():
    revision = make_chapter().revisions.get()

    for deed in (revision.save, revision.delete):
        with pytest.raises(RevisionsAreKept):
            deed()


@pytest.mark.parametrize(
    "wrong", [{"number": 1}, {"number": 0}, {"action": "dreamt"}, {"action": "restored"}, {"from_number": 1}]
)
def test_the_database_refuses(wrong):
    chapter = make_chapter()
    row = chapter.revisions.get()
    facts = {"number": 2, "action": "typed", "from_number": None} | wrong
    row.pk = None
    for name, value in facts.items():
        setattr(row, name, value)

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


# ── Compared ─────────────────────────────────────────────────────────────────────────────────────


def test_one_changed_word_among_paragraphs_that_are_alike_shows_exactly_one(client, editor):
    chapter = make_chapter("\n\n".join(ALIKE))
    save(chapter, body="\n\n".join(ALIKE).replace("reflect in week 3", "think in week 3"))

    page = client.get(at("compare", chapter, "?from=1&to=2")).text

    marks = [
        re.sub(r"<[^>]+>", "", mark) for mark in MARK.findall(page) if "Struck" not in mark and "Underl" not in mark
    ]
    assert marks == ["Removed: reflect", "Added: think"]
    assert "Removed: 1 passage. Added: 1 passage." in page


def test_two_revisions_are_compared_the_older_first_whatever_is_asked(client, editor):
    chapter = make_chapter()
    save(chapter, title="Uno", slug="uno")

    for query in ("?from=1&to=2", "?from=2&to=1", "?to=2"):
        page = client.get(at("compare", chapter, query)).text
        assert "From revision 1 to revision 2" in page
        assert "Removed: </span>One</del>" in page
        assert "Added: </span>uno</ins>" in page
        assert 'aria-label="Text"' not in page


def test_hostile_words_stay_words(client, editor):
    chapter = make_chapter("<script>alert(1)</script>")
    save(chapter, body="<img src=x onerror=alert(2)> \"'&amp;")

    page = client.get(at("compare", chapter, "?to=2")).text

    assert "<script>alert" not in page
    assert "<img" not in page


@pytest.mark.parametrize("query", ["", "?to=9", "?to=x", "?to=٣", "?to=1&from=9", "?to=" + "9" * 30])
def test_a_revision_that_is_not_there_is_not_found(client, editor, query):
    assert client.get(at("compare", make_chapter(), query)).status_code == 404


# ── Restored ─────────────────────────────────────────────────────────────────────────────────────


def test_a_revision_is_restored_as_a_new_save(client, editor):
    chapter = make_chapter()
    save(chapter, title="Uno", slug="uno", body="Second words.")

    page = client.post(at("restore", chapter), {"number": "1"}, follow=True)

    chapter.refresh_from_db()
    assert (chapter.title, chapter.slug, chapter.body) == ("One", "one", "First words.")
    assert [deed for _, deed, _ in said(chapter)] == ["Typed", "Typed", "Revision 1 restored"]
    assert chapter.revisions.get(number=3).made_by == editor
    assert "Nothing was lost." in page.text


def test_an_address_that_another_chapter_took_since_stops_the_restoring_in_a_sentence(client, editor):
    chapter = make_chapter()
    save(chapter, slug="uno", body="Second.")
    actions.add_chapter(edition=chapter.edition, title="Taker", slug="one")

    page = client.post(at("restore", chapter), {"number": "1"}, follow=True)

    assert "has the address “one”" in page.text
    assert Chapter.objects.get(pk=chapter.pk).body == "Second."


def test_nothing_is_restored_once_the_edition_is_released(client, editor):
    draft = make_draft()
    chapter = rewrite(draft, "focus-on-self", "noticing", "seeing")
    force_release(edition=draft, by=editor)

    page = client.post(at("restore", chapter), {"number": "1"}, follow=True)

    assert "has already been released" in page.text
    assert 'name="number"' not in page.text


# ── Who, and how much ────────────────────────────────────────────────────────────────────────────


def test_who_may_only_look_compares_and_does_not_restore(client):
    chapter = make_chapter()
    save(chapter, body="Second.")
    client.force_login(make_editor("guidelines.view_chapter"))

    assert client.get(at("revisions", chapter)).status_code == 200
    assert 'name="number"' not in client.get(at("compare", chapter, "?to=2")).text
    assert client.post(at("restore", chapter), {"number": "1"}).status_code == 403


def test_a_list_of_20_000_revisions_is_paged_and_costs_the_same(client, editor):
    chapter = make_chapter("word " * 50, by=editor)
    costs = []
    for number in (60, 20_000):
        last = chapter.revisions.count()
        fresh = [
            actions.revising.revision_of(chapter, number=n, by=editor, action="typed") for n in range(last + 1, number)
        ]
        Revision.objects.bulk_create(fresh, batch_size=2_000)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(at("revisions", chapter))
        costs.append(len(queries))

    assert costs[0] == costs[1]
    assert "Page 1 of 400" in page.text
    assert client.get(at("revisions", chapter, "?page=400")).status_code == 200
    assert client.get(at("revisions", chapter, "?page=401")).status_code == 404
