"""Two people do the same thing at the same moment: each over a connection of their own, on real threads."""

from threading import Barrier, Thread

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client

from guidelines import actions
from guidelines.models import Edition, EditionIsReleased
from portal import first_run
from tests.make import force_release, make_draft, make_editor, make_guideline, make_released_edition, make_statement

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = range(3)


def at_once(*deeds):
    """Does all of these at the same moment; for each what it returned or raised."""
    start, outcomes = Barrier(len(deeds)), [None] * len(deeds)

    def do(place, deed):
        try:
            connection.ensure_connection()
            start.wait(timeout=10)
            outcomes[place] = deed()
        except Exception as error:
            outcomes[place] = error
        finally:
            connection.close()

    threads = [Thread(target=do, args=item) for item in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert not any(thread.is_alive() for thread in threads), "they wait for each other for ever"
    return outcomes


def refusals(outcomes):
    """The exceptions among them; anything but a refusal with a sentence is a failure."""
    raised = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert all(isinstance(error, actions.Refused | EditionIsReleased) for error in raised), raised
    return raised


@pytest.mark.parametrize("_", ROUNDS)
def test_of_two_releases_one_wins_and_the_other_is_told(_):
    draft, one, other = make_draft(), make_editor(), make_editor()

    outcomes = at_once(*(lambda by=by: force_release(edition=draft, by=by) for by in (one, other)))

    (refusal,) = refusals(outcomes)
    assert isinstance(refusal, actions.NotADraft)
    released = Edition.objects.get(pk=draft.pk)
    assert released.released_by == outcomes[0 if outcomes[1] is refusal else 1].released_by
    assert released.wordings.count() == released.changes.count() == 3
    call_command("verify_editions")


@pytest.mark.parametrize("_", ROUNDS)
def test_of_two_drafts_one_is_started_and_the_other_editor_is_told(_):
    guideline = make_released_edition().guideline

    outcomes = at_once(*[lambda: actions.start_draft(guideline=guideline)] * 2)

    (refusal,) = refusals(outcomes)
    assert str(refusal).startswith("There is a draft already")
    assert guideline.editions.get(number=2).chapters.count() == 2


@pytest.mark.parametrize("_", ROUNDS)
def test_two_first_editions_are_never_started(_):
    guideline = make_guideline()

    assert len(refusals(at_once(*[lambda: actions.start_draft(guideline=guideline)] * 3))) == 2
    assert guideline.editions.count() == 1


def test_chapters_that_are_moved_at_once_all_keep_a_place():
    draft = make_draft(bodies={slug: make_statement(slug) for slug in "abcdef"})
    chapters = list(draft.chapters.all())

    moves = [(chapters[0], 6), (chapters[5], 1), (chapters[2], 4), (chapters[3], 2)]
    outcomes = at_once(*(lambda c=c, p=p: actions.move_chapter(chapter=c, position=p) for c, p in moves))

    assert not refusals(outcomes)
    assert [chapter.position for chapter in draft.chapters.all()] == [1, 2, 3, 4, 5, 6]


def test_chapters_that_are_added_and_removed_at_once_leave_no_gap():
    draft = make_draft(bodies={slug: make_statement(slug) for slug in "abc"})
    first = draft.chapters.first()

    outcomes = at_once(
        lambda: actions.add_chapter(edition=draft, title="D", slug="d"),
        lambda: actions.remove_chapter(chapter=first),
        lambda: actions.add_chapter(edition=draft, title="E", slug="e"),
    )

    assert not refusals(outcomes)
    assert [chapter.position for chapter in draft.chapters.all()] == [1, 2, 3, 4]


def test_of_two_chapters_at_one_address_one_is_added_and_the_other_editor_is_told():
    draft = make_draft(bodies={"a": make_statement("a")})

    outcomes = at_once(*[lambda: actions.add_chapter(edition=draft, title="B", slug="b")] * 2)

    (refusal,) = refusals(outcomes)
    assert isinstance(refusal, actions.AddressTaken)


def test_of_two_chapters_renamed_to_one_address_one_is_and_the_other_editor_is_told():
    draft = make_draft()
    chapters = list(draft.chapters.all())
    for chapter in chapters:
        chapter.slug = "same"

    outcomes = at_once(*(lambda chapter=chapter: actions.save_chapter(chapter=chapter) for chapter in chapters))

    (refusal,) = refusals(outcomes)
    assert isinstance(refusal, actions.AddressTaken)
    assert draft.chapters.filter(slug="same").count() == 1


def test_a_chapter_that_two_split_at_once_is_split_once_and_loses_nothing():
    draft = make_draft(bodies={"long": "Before.\n\n## One\n\nFirst.\n\n" + make_statement("kept")})
    (long,) = draft.chapters.all()

    outcomes = at_once(
        *(
            lambda slug=slug: actions.split_chapter(chapter=long, at="one", title="One", slug=slug)
            for slug in ("one", "two")
        )
    )

    assert len(refusals(outcomes)) == 1
    texts = "\n".join(draft.chapters.order_by("position").values_list("body", flat=True))
    assert [texts.count(words) for words in ("Before.", "First.", "#kept")] == [1, 1, 1]
    assert list(draft.chapters.order_by("position").values_list("position", flat=True)) == [1, 2]


def test_a_chapter_saved_while_it_is_moved_keeps_both():
    draft = make_draft()
    chapter = draft.chapters.first()
    chapter.title = "Typed"

    outcomes = at_once(
        lambda: actions.save_chapter(chapter=chapter),
        lambda: actions.move_chapter(chapter=draft.chapters.last(), position=1),
    )

    assert not refusals(outcomes)
    chapter.refresh_from_db()
    assert (chapter.title, chapter.position) == ("Typed", 2)


def test_a_chapter_saved_after_somebody_removed_it_does_not_come_back():
    draft = make_draft()
    chapter = draft.chapters.first()
    actions.remove_chapter(chapter=draft.chapters.first())

    with pytest.raises(actions.ChapterIsGone, match="removed the chapter"):
        actions.save_chapter(chapter=chapter)


@pytest.mark.parametrize("_", ROUNDS)
@pytest.mark.parametrize("deed", ["save edition", "save chapter", "delete edition", "explain"])
def test_a_release_is_never_undone_by_what_somebody_saves_meanwhile(deed, _):
    draft = make_draft(bodies={slug: "## Aims\n\n" + make_statement(slug) for slug in "abcdefgh"})
    seen_before = Edition.objects.get(pk=draft.pk)
    chapter = seen_before.chapters.first()
    editor = make_editor()
    deeds = {
        "save edition": seen_before.save,
        "save chapter": chapter.save,
        "delete edition": seen_before.delete,
        "explain": lambda: actions.explain_change(edition=seen_before, key="a", kind="new", reason="Why."),
    }

    release, _other = outcomes = at_once(lambda: force_release(edition=draft, by=editor), deeds[deed])

    if isinstance(release, Edition.DoesNotExist):
        assert deed == "delete edition"
        return
    refusals(outcomes)
    assert not Edition.objects.get(pk=draft.pk).is_draft
    call_command("verify_editions")


@pytest.mark.parametrize("_", ROUNDS)
def test_of_two_first_administrators_there_is_one(_):
    link = first_run.link()
    password = "correct horse battery staple"

    def sign_up(name):
        typed = {"username": name, "password1": password, "password2": password}
        return Client().post(link.removeprefix("http://localhost:8000"), typed).status_code

    outcomes = at_once(lambda: sign_up("ada"), lambda: sign_up("grace"))

    assert sorted(outcomes) == [302, 404]
    assert get_user_model().objects.filter(is_superuser=True).count() == 1
