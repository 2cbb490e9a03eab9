"""An editor's day at the desk, through the pages that an editor uses."""

import pytest
from django.urls import reverse

from tests.make import make_draft, make_editor, make_guideline, make_released_edition, make_statement

pytestmark = pytest.mark.django_db
ONE = make_statement("one", "First words.")
WRITER = [
    f"guidelines.{deed}_{thing}" for deed in ("add", "change", "delete", "view") for thing in ("edition", "chapter")
]


@pytest.fixture
def writer(client):
    """Somebody who may write and not release."""
    client.force_login(make_editor(*WRITER, "guidelines.view_guideline"))
    return client


def at(name, *args):
    return reverse(f"admin:guidelines_{name}", args=args)


def messages(answer):
    return [str(message) for message in answer.context["messages"]]


def slugs(draft):
    return [chapter.slug for chapter in draft.chapters.order_by("position")]


# ── Starting ─────────────────────────────────────────────────────────────────────────────────────


def test_the_next_draft_starts_with_the_chapters_of_the_newest_edition(desk):
    edition = make_released_edition()

    answer = desk.post(at("start_draft", edition.guideline_id))

    draft = edition.guideline.editions.drafts().get()
    assert answer.url == at("edition_change", draft.pk)
    assert (draft.number, slugs(draft)) == (2, ["focus-on-self", "working-with-others"])


def test_a_second_draft_is_refused_and_the_first_one_shown(desk):
    draft = make_draft()

    answer = desk.post(at("start_draft", draft.guideline_id), follow=True)

    assert messages(answer) == [f"There is a draft already: {draft}."]
    assert answer.redirect_chain == [(at("edition_change", draft.pk), 302)]


def test_starting_needs_a_post_and_the_permission(client):
    guideline = make_guideline()
    client.force_login(make_editor("guidelines.change_guideline"))

    assert client.get(at("start_draft", guideline.pk)).status_code == 405
    assert client.post(at("start_draft", guideline.pk)).status_code == 403
    assert not guideline.editions.exists()


# ── Chapters ─────────────────────────────────────────────────────────────────────────────────────


def test_a_chapter_is_added_at_the_end(writer):
    draft = make_draft()

    answer = writer.post(at("chapter_add"), {"edition": draft.pk, "title": "New", "slug": "new"})

    added = draft.chapters.get(slug="new")
    assert answer.url == at("chapter_change", added.pk)  # where its text is kept while it is typed
    assert slugs(draft) == ["focus-on-self", "working-with-others", "new"]
    writer.post(answer.url, typed_into(added, body="## Aims\r\n\r\nWords."))
    assert draft.chapters.get(slug="new").body == "## Aims\n\nWords."


def test_a_chapter_is_never_added_to_a_released_edition(desk):
    edition = make_released_edition()

    page = desk.post(at("chapter_add"), {"edition": edition.pk, "title": "Typed", "slug": "new"})

    assert "Select a valid choice" in page.text
    assert 'value="Typed"' in page.text


def typed_into(chapter, **fields):
    return {"title": chapter.title, "slug": chapter.slug, "body": chapter.body} | fields


def test_a_chapter_is_edited(writer):
    draft = make_draft()
    chapter = draft.chapters.first()

    answer = writer.post(at("chapter_change", chapter.pk), typed_into(chapter, title="Self", body="Words."))

    chapter.refresh_from_db()
    assert answer.status_code == 302
    assert (chapter.title, chapter.body) == ("Self", "Words.")


@pytest.mark.parametrize("is_new", [True, False])
def test_an_address_that_is_taken_keeps_what_was_typed(writer, is_new):
    draft = make_draft()
    chapter = draft.chapters.get(slug="focus-on-self")
    typed = typed_into(chapter, slug="working-with-others", body="Typed for an hour.")

    address = at("chapter_add") if is_new else at("chapter_change", chapter.pk)
    page = writer.post(address, typed | {"edition": draft.pk})

    assert page.status_code == 200
    assert "Another chapter of this edition has" in page.text
    assert is_new or "Typed for an hour." in page.text
    assert 'value="working-with-others"' in page.text
    assert slugs(draft) == ["focus-on-self", "working-with-others"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"slug": "two words"}, "Enter a valid"),
        ({"slug": "x" * 101}, "at most 100 characters"),
        ({"title": ""}, "This field is required."),
        ({"title": "a\x00b"}, "Null characters are not allowed."),
        ({"body": "a\x00b"}, "Null characters are not allowed."),
        ({"body": "x" * 400_001}, "divide it into several"),
    ],
)
def test_what_was_typed_wrongly_is_said(writer, fields, words):
    chapter = make_draft().chapters.first()

    page = writer.post(at("chapter_change", chapter.pk), typed_into(chapter, **fields))

    assert page.status_code == 200
    assert words in page.text


def test_chapters_move_up_and_down(writer):
    draft = make_draft(bodies=dict.fromkeys("abc", ONE))
    a, _, c = draft.chapters.order_by("position")
    address = at("edition_order", draft.pk)

    writer.post(address, {"move": f"{a.pk}:2"})
    assert slugs(draft) == ["b", "a", "c"]
    answer = writer.post(address, {"move": f"{c.pk}:1"}, follow=True)

    assert slugs(draft) == ["c", "b", "a"]
    assert messages(answer)[-1] == "“C” was moved."


@pytest.mark.parametrize("move", ["", ":", "x:1", "1:x", "٣:1", "9" * 30 + ":1", "\x00:1"])
def test_a_move_that_makes_no_sense_changes_nothing(writer, move):
    draft = make_draft()

    assert writer.post(at("edition_order", draft.pk), {"move": move}).status_code in (302, 404)
    assert slugs(draft) == ["focus-on-self", "working-with-others"]


def test_a_chapter_of_another_edition_is_not_moved(writer):
    draft, other = make_draft(), make_draft()
    chapter = other.chapters.last()

    assert writer.post(at("edition_order", draft.pk), {"move": f"{chapter.pk}:1"}).status_code == 404


def test_a_chapter_is_removed_and_the_others_close_up(writer):
    draft = make_draft()
    first = draft.chapters.first()

    answer = writer.post(at("chapter_delete", first.pk), {"post": "yes"})

    assert answer.status_code == 302
    assert list(draft.chapters.values_list("slug", "position")) == [("working-with-others", 1)]


@pytest.mark.parametrize("page", ["edition_change", "edition_changes", "edition_release"])
def test_a_draft_says_what_there_is_to_mend(desk, page):
    draft = make_draft(bodies={"a": "[x](chapter:gone)\n\n" + ONE})

    assert "leads nowhere" in desk.get(at("edition_change", draft.pk)).text
    assert desk.get(at(page, draft.pk)).status_code == 200


# ── Preview ──────────────────────────────────────────────────────────────────────────────────────


def test_the_whole_draft_can_be_seen_as_readers_will(writer):
    draft = make_draft()

    cover = writer.get(at("edition_preview", draft.pk))
    chapter = writer.get(at("chapter_draft", draft.pk, "focus-on-self"))

    assert "This is a draft of edition 1." in cover.text
    assert 'href="chapters/focus-on-self/"' in cover.text
    assert '<h2 id="knowing-oneself">' in chapter.text
    assert "1.1" in chapter.text
    assert "no-store" in chapter["Cache-Control"]
    assert writer.get(at("chapter_draft", draft.pk, "gone")).status_code == 404


def test_links_of_a_preview_lead_into_the_preview(writer):
    draft = make_draft(bodies={"a": "[b](chapter:b) [one](statement:one)", "b": ONE})

    page = writer.get(at("chapter_draft", draft.pk, "a"))
    statement = writer.get(at("statement_draft", draft.pk, "one"), follow=True)

    assert '<a href="../b/">' in page.text
    assert statement.redirect_chain[0][0] == "../../chapters/b/#one"
    assert statement.request["PATH_INFO"] == at("chapter_draft", draft.pk, "b")


def test_the_live_preview_numbers_and_links_the_text_that_is_not_saved_yet(writer):
    draft = make_draft(bodies={"a": "Words.", "b": ONE})
    chapter = draft.chapters.get(slug="b")

    page = writer.post(at("chapter_preview", chapter.pk), {"content": "[a](chapter:a)\n\n" + ONE})

    assert '<a href="../a/">' in page.text
    assert "2.1" in page.text
    chapter.refresh_from_db()
    assert chapter.body == ONE
