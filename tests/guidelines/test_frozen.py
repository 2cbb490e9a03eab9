"""A released edition never changes: every door refuses, and a change made behind the code's back is found."""

from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone

from guidelines import actions
from guidelines.models import Change, Chapter, Edition, EditionIsReleased, Guideline, Wording
from tests.make import (
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


def test_a_new_row_of_a_draft_cannot_take_the_place_of_a_released_one():
    edition = make_released_edition()
    draft = actions.start_draft(guideline=edition.guideline)

    with pytest.raises(EditionIsReleased):
        Chapter(pk=edition.chapters.first().pk, edition=draft, position=9, title="T", slug="t").save()


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
    assert "already been released" in answer.text
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
