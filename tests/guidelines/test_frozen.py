"""A released edition never changes: every door refuses, and a change made behind the code's back is found."""

from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db.models import ProtectedError, QuerySet
from django.urls import reverse
from django.utils import timezone

from guidelines import actions
from guidelines.models import Change, Chapter, Edition, EditionIsReleased, Guideline, Release, Wording
from tests.make import (
    SECOND_RELEASE,
    force_release,
    make_administrator,
    make_draft,
    make_editor,
    make_released_edition,
    make_second_edition,
)

pytestmark = pytest.mark.django_db
PARTS = ["chapters", "wordings", "changes"]


# ── The models ───────────────────────────────────────────────────────────────────────────────────


def test_a_released_edition_refuses_to_be_saved():
    edition = make_released_edition()
    edition.summary = "Other words."

    with pytest.raises(EditionIsReleased, match="is released and can no longer change"):
        edition.save()


def test_a_copy_read_before_the_release_refuses_too():
    draft = make_draft()
    force_release(edition=draft, by=make_editor())
    assert draft.is_draft

    with pytest.raises(EditionIsReleased):
        draft.save()


def test_a_scheduled_edition_is_as_frozen_as_a_public_one():
    edition = make_released_edition(at=timezone.now() + timezone.timedelta(days=9))

    with pytest.raises(EditionIsReleased):
        edition.save()


def test_a_released_edition_refuses_to_be_deleted():
    edition = make_released_edition()

    with pytest.raises(EditionIsReleased):
        edition.delete()
    with pytest.raises(EditionIsReleased):
        Edition.objects.filter(pk=edition.pk).delete()


@pytest.mark.parametrize("part", PARTS)
def test_what_belongs_to_it_refuses_to_be_saved(part):
    row = getattr(make_second_edition(), part).first()

    with pytest.raises(EditionIsReleased):
        row.save()


@pytest.mark.parametrize("part", PARTS)
def test_what_belongs_to_it_refuses_to_be_deleted(part):
    rows = getattr(make_second_edition(), part)

    with pytest.raises(EditionIsReleased):
        rows.first().delete()
    with pytest.raises(EditionIsReleased):
        rows.all().delete()


@pytest.mark.parametrize("model", [Chapter, Wording, Change])
def test_nothing_can_be_added_to_it(model):
    edition = make_released_edition()

    with pytest.raises(EditionIsReleased):
        model.objects.create(edition=edition)


def test_a_chapter_cannot_be_carried_off_into_a_draft():
    edition = make_released_edition()
    draft = actions.start_draft(guideline=edition.guideline)
    chapter = edition.chapters.first()
    chapter.edition = draft

    with pytest.raises(EditionIsReleased):
        chapter.save()


def test_a_guideline_with_an_edition_cannot_be_deleted():
    edition = make_released_edition()

    with pytest.raises(ProtectedError):
        edition.guideline.delete()


def test_a_draft_can_be_deleted_with_all_that_belongs_to_it():
    draft = make_draft()

    draft.delete()

    assert not Chapter.objects.exists()


def test_the_next_draft_can_be_deleted_and_leaves_the_released_edition_whole():
    edition = make_second_edition()
    draft = actions.start_draft(guideline=edition.guideline)

    draft.delete()

    call_command("verify_editions")
    assert edition.chapters.count() == 3


# ── The actions ──────────────────────────────────────────────────────────────────────────────────

DEEDS = {
    "add_chapter": lambda e: actions.add_chapter(edition=e, title="T", slug="t"),
    "save_chapter": lambda e: actions.save_chapter(chapter=e.chapters.first()),
    "move_chapter": lambda e: actions.move_chapter(chapter=e.chapters.first(), position=2),
    "remove_chapter": lambda e: actions.remove_chapter(chapter=e.chapters.first()),
    "order_chapters": lambda e: actions.order_chapters(edition=e, order=[], seen=[]),
    "split_chapter": lambda e: actions.split_chapter(chapter=e.chapters.first(), at="x", title="T", slug="t"),
    "bring_back_chapter": lambda e: actions.bring_back_chapter(edition=e, key=uuid4()),
    "import_chapters": lambda e: actions.import_chapters(edition=e, chapters=[]),
    "restore_revision": lambda e: actions.restore_revision(
        revision=e.chapters.first().revisions.first(), by=make_editor()
    ),
    "explain_change": lambda e: actions.explain_change(edition=e, key="self-reflection", kind="new"),
    "save_summary": lambda e: actions.save_summary(edition=e, summary="Other words."),
    "ask_for_review": lambda e: actions.ask_for_review(edition=e, by=make_editor()),
    "ask_for_changes": lambda e: actions.ask_for_changes(edition=e, by=make_editor(), fingerprint="x", words="No."),
    "unschedule": lambda e: actions.unschedule(edition=e, by=make_editor()),
    "release": lambda e: force_release(edition=e, by=make_editor()),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_every_action_refuses(deed):
    edition = make_released_edition()

    with pytest.raises(actions.NotADraft):
        DEEDS[deed](edition)


def test_no_action_on_editions_is_missing_above():
    making_what_is_new = {"import_edition", "save_guideline", "start_draft"}
    beside_the_text = {"forget_typing", "keep_typing", "say_editing", "stop_editing", "correct_change"}
    beside_the_text |= {"look_after_chapter", "review_chapter"}

    named = {name for name in actions.__all__ if name.islower()}

    about_released_ones = {"approve", "withdraw", "take_back_withdrawal"}
    assert named - making_what_is_new - beside_the_text - about_released_ones <= set(DEEDS)


def test_the_address_of_a_guideline_with_a_released_edition_stays():
    edition = make_released_edition()
    guideline = Guideline.objects.get(pk=edition.guideline_id)
    guideline.slug = "another-address"

    with pytest.raises(actions.AddressIsPermanent, match="cited"):
        actions.save_guideline(guideline=guideline)


# ── The admin ────────────────────────────────────────────────────────────────────────────────────


def admin_pages(edition):
    return [
        ("edition", edition.pk, {"summary": "Other words."}),
        ("chapter", edition.chapters.first().pk, {"title": "Other", "slug": "other", "body": "Other words."}),
    ]


@pytest.mark.parametrize("page", [0, 1], ids=["edition", "chapter"])
def test_the_desk_shows_it_without_fields_and_refuses_a_post(client, page):
    edition = make_released_edition()
    name, pk, typed = admin_pages(edition)[page]
    client.force_login(make_administrator())
    address = reverse(f"admin:guidelines_{name}_change", args=[pk])

    shown = client.get(address)
    answer = client.post(address, typed, follow=True)

    assert shown.status_code == 200
    assert "<textarea" not in shown.text
    assert "is released" in answer.text or "already been released" in answer.text
    call_command("verify_editions")


@pytest.mark.parametrize("page", [0, 1], ids=["edition", "chapter"])
def test_the_desk_refuses_to_delete_it(client, page):
    edition = make_released_edition()
    name, pk, _ = admin_pages(edition)[page]
    client.force_login(make_administrator())

    answer = client.post(reverse(f"admin:guidelines_{name}_delete", args=[pk]), {"post": "yes"})

    assert answer.status_code == 403
    call_command("verify_editions")


@pytest.mark.parametrize("name", ["edition", "chapter"])
def test_the_desk_deletes_nothing_in_passing(client, name):
    edition = make_released_edition()
    client.force_login(make_administrator())
    chosen = {"action": "delete_selected", "_selected_action": [row[1] for row in admin_pages(edition)], "post": "yes"}

    client.post(reverse(f"admin:guidelines_{name}_changelist"), chosen)

    call_command("verify_editions")
    assert edition.chapters.count() == 2


# ── Behind the code's back ───────────────────────────────────────────────────────────────────────


def rows(model, edition):
    return model.objects.filter(edition=edition)


def delete_edition(edition):
    """Takes the edition out with all that hangs on it, as somebody at the database's own prompt would."""
    Chapter.objects.filter(changed_in=edition).update(changed_in=None)
    Release.objects.filter(edition=edition).delete()
    QuerySet.delete(Edition.objects.filter(pk=edition.pk))


def slip_in_a_chapter(edition):
    Chapter.objects.bulk_create([Chapter(edition=edition, position=99, title="Slipped in", slug="slipped-in")])


TAMPERING = {
    "a chapter's Markdown": lambda e: rows(Chapter, e).update(body="Other words."),
    "a chapter's HTML": lambda e: rows(Chapter, e).update(html="<p>Other words.</p>"),
    "a chapter's plain text": lambda e: rows(Chapter, e).update(text="Other words."),
    "a chapter's title": lambda e: rows(Chapter, e).filter(position=1).update(title="Other words"),
    "a chapter's address": lambda e: rows(Chapter, e).filter(position=1).update(slug="other"),
    "a chapter's review date": lambda e: rows(Chapter, e).update(reviewed_on="2030-01-01"),
    "a chapter's contents list": lambda e: rows(Chapter, e).update(contents=[]),
    "the order of chapters": lambda e: rows(Chapter, e).filter(position=1).update(position=9),
    "where a chapter last changed": lambda e: rows(Chapter, e).filter(position=1).update(changed_in=e.previous),
    "a chapter more": slip_in_a_chapter,
    "a wording's Markdown": lambda e: rows(Wording, e).update(source="Other words."),
    "a wording's text": lambda e: rows(Wording, e).update(text="Other words."),
    "a wording's HTML": lambda e: rows(Wording, e).update(html="<p>Other words.</p>"),
    "a wording's number": lambda e: rows(Wording, e).update(number="9.9"),
    "a wording less": lambda e: rows(Wording, e).filter(position=1)._raw_delete("default"),
    "a statement's key": lambda e: (
        e.wordings.first()
        .statement.__class__.objects.filter(wordings__edition=e, key="fresh-start")
        .update(key="other-key")
    ),
    "the kind of a change": lambda e: rows(Change, e).filter(kind="amended").update(kind="clarified"),
    "the reason of a change": lambda e: rows(Change, e).update(reason="Another reason."),
    "the evidence of a change": lambda e: rows(Change, e).update(evidence="None."),
    "what educators should do": lambda e: rows(Change, e).update(what_to_do="Nothing."),
    "whether something takes its place": lambda e: rows(Change, e).update(has_no_successor=True),
    "the successors": lambda e: e.changes.get(kind="removed").successors.clear(),
    "the summary": lambda e: Edition.objects.filter(pk=e.pk).update(summary="Other words."),
    "the summary's HTML": lambda e: Edition.objects.filter(pk=e.pk).update(summary_html="Other words."),
    "the list of chapters": lambda e: Edition.objects.filter(pk=e.pk).update(contents=[]),
    "the time of release": lambda e: Edition.objects.filter(pk=e.pk).update(released_at=timezone.now()),
    "the number": lambda e: Edition.objects.filter(pk=e.pk).update(number=3),
    "the hash": lambda e: Edition.objects.filter(pk=e.pk).update(content_hash="0" * 64),
    "the hash of the pages": lambda e: Edition.objects.filter(pk=e.pk).update(rendering_hash="0" * 64),
    "the hash before": lambda e: Edition.objects.filter(pk=e.pk).update(previous_hash=""),
    "the hash of the edition before": lambda e: Edition.objects.filter(number=1).update(content_hash="0" * 64),
    "the edition before": lambda e: delete_edition(e.previous),
}


def test_untouched_editions_verify(capsys):
    make_second_edition()

    call_command("verify_editions")

    assert capsys.readouterr().out == "2 released editions are as they were released.\n"


def test_editions_verify_whatever_happens_around_them():
    first = make_released_edition()
    second = make_second_edition(first)
    actions.start_draft(guideline=second.guideline)
    guideline = Guideline.objects.get(pk=first.guideline_id)
    guideline.name, guideline.notice = "Another name", "A notice."
    actions.save_guideline(guideline=guideline)

    call_command("verify_editions")


@pytest.mark.parametrize("what", TAMPERING)
def test_verify_editions_finds_another(what):
    edition = make_second_edition(at=SECOND_RELEASE)

    TAMPERING[what](edition)

    with pytest.raises(CommandError, match="edition "):
        call_command("verify_editions")
