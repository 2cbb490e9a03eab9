"""What a release makes of a draft, and how it tells one edition's statements from the next one's."""

from datetime import timedelta

import pytest
from django.utils import timezone

from guidelines import actions
from guidelines.models import Chapter, Edition, Statement, Wording
from portal import markdown
from tests.make import (
    FIRST_RELEASE,
    SECOND_RELEASE,
    explain,
    force_release,
    make_document,
    make_draft,
    make_editor,
    make_released_edition,
    make_second_edition,
    make_statement,
    rewrite,
)

pytestmark = pytest.mark.django_db
ONE = make_statement("one", "First words.")
TWO = make_statement("two", "Second words.")


def kinds(edition):
    return {change.statement.key: change.kind for change in edition.changes.select_related("statement")}


def next_draft(edition):
    return actions.start_draft(guideline=edition.guideline)


def release_next(draft):
    return force_release(edition=draft, by=make_editor(), at=SECOND_RELEASE)


def test_a_release_says_who_and_when():
    editor = make_editor()

    edition = make_released_edition(at=FIRST_RELEASE, by=editor)

    edition.refresh_from_db()
    assert (edition.released_at, edition.released_by, edition.number) == (FIRST_RELEASE, editor, 1)


def test_without_a_time_a_release_is_public_at_once():
    edition = make_released_edition(at=None)

    assert edition.is_public
    assert edition in Edition.objects.current()


def test_html_contents_and_text_are_stored():
    edition = make_released_edition()

    chapter = edition.chapters.get(slug="focus-on-self")
    assert '<h2 id="knowing-oneself">Knowing oneself</h2>' in chapter.html
    assert chapter.contents == [{"id": "knowing-oneself", "title": "Knowing oneself", "level": 2}]
    assert "Leadership begins with noticing." in chapter.text
    assert chapter.words == len(chapter.text.split())
    assert edition.contents == [
        {"slug": "focus-on-self", "title": "Focus on self"},
        {"slug": "working-with-others", "title": "Working with others"},
    ]


def test_the_summary_is_rendered_and_stored():
    draft = make_draft()
    Edition.objects.filter(pk=draft.pk).update(summary="What is *new*.")

    edition = force_release(edition=draft, by=make_editor())

    assert edition.summary_html == "<p>What is <em>new</em>.</p>\n"


def test_each_chapter_is_rendered_once(monkeypatch):
    rendered = []
    html = markdown.Document.html
    monkeypatch.setattr(markdown.Document, "html", lambda self, **how: rendered.append(how) or html(self, **how))

    make_released_edition()

    assert [how["chapter"] for how in rendered if "chapter" in how] == [1, 2]


def test_statements_are_cut_out_and_numbered_by_chapter_and_place():
    edition = make_released_edition()

    wordings = edition.wordings.select_related("statement", "chapter")
    assert [(w.position, w.number, w.statement.key, w.chapter.slug) for w in wordings] == [
        (1, "1.1", "self-reflection", "focus-on-self"),
        (2, "1.2", "values-in-practice", "focus-on-self"),
        (3, "2.1", "shared-work", "working-with-others"),
    ]
    first = wordings[0]
    assert (first.title, first.source) == ("Self reflection", "Give every student time to reflect.")
    assert first.text == "Give every student time to reflect."
    assert first.html == "<p>Give every student time to reflect.</p>\n"


def test_an_order_changed_before_the_release_counts():
    draft = make_draft()
    actions.move_chapter(chapter=draft.chapters.get(slug="working-with-others"), position=1)

    edition = force_release(edition=draft, by=make_editor())

    assert edition.wordings.first().statement.key == "shared-work"
    assert edition.contents[0]["slug"] == "working-with-others"


def test_in_a_first_edition_every_statement_is_new_and_no_heading_says_so():
    edition = make_released_edition()

    assert set(kinds(edition).values()) == {"new"}
    assert not Chapter.objects.filter(html__contains="in edition 1").exists()


def test_later_editions_say_how_each_statement_differs():
    edition = make_second_edition()

    assert kinds(edition) == {
        "self-reflection": "amended",
        "values-in-practice": "moved",
        "shared-work": "removed",
        "fresh-start": "new",
    }
    chapter = edition.chapters.get(slug="focus-on-self")
    assert "Amended in edition 2" in chapter.html


def test_a_change_of_words_only_is_clarified_when_an_editor_says_so():
    draft = next_draft(make_released_edition(bodies={"a": ONE}))
    rewrite(draft, "a", "First words", "The first words")
    explain(draft, "one", "clarified", reason="", evidence="", what_to_do="")

    edition = release_next(draft)

    assert kinds(edition) == {"one": "clarified"}


def test_a_new_title_is_an_amendment():
    draft = next_draft(make_released_edition(bodies={"a": ONE}))
    rewrite(draft, "a", 'title="One"', 'title="The one"')
    explain(draft, "one")

    assert kinds(release_next(draft)) == {"one": "amended"}


def test_other_line_breaks_are_no_change():
    draft = next_draft(make_released_edition(bodies={"a": ONE}))
    rewrite(draft, "a", "First words.", "First\nwords.\n")

    assert kinds(release_next(draft)) == {"one": "unchanged"}


def test_a_statement_that_only_gets_another_number_is_unchanged():
    draft = next_draft(make_released_edition(bodies={"a": ONE, "b": TWO}))
    actions.move_chapter(chapter=draft.chapters.get(slug="b"), position=1)

    edition = release_next(draft)

    assert kinds(edition) == {"one": "unchanged", "two": "unchanged"}
    assert edition.wordings.get(statement__key="two").number == "1.1"


def test_a_renamed_chapter_moves_nothing():
    draft = next_draft(make_released_edition(bodies={"a": ONE}))
    chapter = draft.chapters.get()
    chapter.slug, chapter.title = "b", "B"
    actions.save_chapter(chapter=chapter)

    assert kinds(release_next(draft)) == {"one": "unchanged"}


def test_what_was_said_of_a_change_that_was_taken_back_is_not_published():
    draft = next_draft(make_released_edition(bodies={"a": ONE, "b": TWO}))
    explain(draft, "one", "amended")
    explain(draft, "two", "removed", successors=["one"])

    edition = release_next(draft)

    assert kinds(edition) == {"one": "unchanged", "two": "unchanged"}
    assert not edition.changes.exclude(reason="").exists()
    assert not edition.changes.exclude(successors=None).exists()


def test_only_a_removed_statement_has_successors():
    draft = next_draft(make_released_edition(bodies={"a": ONE, "b": TWO}))
    explain(draft, "one", "removed", successors=["two"])
    rewrite(draft, "a", "First words", "Other words")

    edition = release_next(draft)

    change = edition.changes.get(statement__key="one")
    assert (change.kind, change.reason) == ("amended", "Educators asked for it.")
    assert not change.successors.exists()


def test_what_was_said_of_a_statement_that_never_came_is_not_published():
    draft = next_draft(make_released_edition(bodies={"a": ONE}))
    explain(draft, "never-written", "new")

    assert kinds(release_next(draft)) == {"one": "unchanged"}


def test_successors_are_kept():
    edition = make_second_edition()

    change = edition.changes.get(statement__key="shared-work")
    assert [statement.key for statement in change.successors.all()] == ["fresh-start"]


def test_a_statement_is_one_row_through_all_editions():
    first = make_released_edition()

    second = make_second_edition(first)

    statement = Statement.objects.get(guideline=first.guideline, key="self-reflection")
    assert [wording.edition for wording in statement.wordings.order_by("edition__number")] == [first, second]


def test_two_guidelines_may_use_the_same_key():
    make_released_edition(bodies={"a": ONE})

    make_released_edition(bodies={"a": ONE})

    assert Wording.objects.filter(statement__key="one").values("statement").distinct().count() == 2


def test_each_hash_holds_the_hash_before():
    first = make_released_edition()

    second = make_second_edition(first)

    assert len(first.content_hash) == len(first.rendering_hash) == 64
    assert first.previous_hash == ""
    assert second.previous_hash == first.content_hash
    assert second.content_hash != first.content_hash


def test_a_heading_keeps_its_id_when_its_words_change():
    draft = next_draft(make_released_edition(bodies={"a": "## Knowing oneself\n\n" + ONE}))
    rewrite(draft, "a", "## Knowing oneself", "## Noticing oneself")

    edition = release_next(draft)

    assert '<h2 id="knowing-oneself">Noticing oneself</h2>' in edition.chapters.get().html


def test_a_chapter_remembers_the_edition_in_which_it_last_changed():
    first = make_released_edition(bodies={"same": "## Heading\n\n" + ONE, "retitled": TWO, "rewritten": "Words."})
    draft = next_draft(first)
    chapter = draft.chapters.get(slug="retitled")
    chapter.title = "Another title"
    actions.save_chapter(chapter=chapter)
    rewrite(draft, "rewritten", "Words", "Other words")

    edition = release_next(draft)

    changed = {chapter.slug: chapter.changed_in.number for chapter in edition.chapters.select_related("changed_in")}
    assert changed == {"same": 1, "retitled": 2, "rewritten": 2}


def test_a_scheduled_edition_is_nobodys_to_read_until_its_time():
    first = make_released_edition()
    tomorrow = timezone.now() + timedelta(days=1)

    second = make_second_edition(first, at=tomorrow)

    assert not second.is_public
    assert not second.is_draft
    assert list(Edition.objects.current()) == [first]
    assert list(Edition.objects.current(at=tomorrow)) == [second]
    assert list(Edition.objects.released(at=tomorrow).order_by("number")) == [first, second]
    assert not Wording.objects.released().filter(edition=second).exists()
    assert not Chapter.objects.current().filter(edition=second).exists()


def test_links_by_name_lead_to_their_place_in_the_edition():
    make_document(slug="framework")
    body = "[one](statement:one) [b](chapter:b#aims) [framework](document:framework)"

    edition = make_released_edition(bodies={"a": body, "b": "## Aims\n\n" + ONE})

    html = edition.chapters.get(slug="a").html
    assert '<a href="../b/#one">' in html
    assert '<a href="../b/#aims">' in html
    assert '<a href="/resources/framework/">' in html
