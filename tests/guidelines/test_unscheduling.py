"""A scheduled edition is made a draft again, whole, until its moment has come."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from guidelines import actions
from guidelines.models import Edition, Release
from portal.models import AuditEntry
from tests.guidelines.reviewing import approve, change, draft_by, fresh, state
from tests.make import force_release, make_editor, make_released_edition, make_second_edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return make_editor(first_name="Ada")


@pytest.fixture
def draft(author):
    return draft_by(author)


# ── Scheduling ───────────────────────────────────────────────────────────────────────────────────


def schedule(draft, **said):
    at = timezone.now() + timedelta(days=3)
    return actions.release(edition=draft, by=make_editor(), at=at, **said)


def rows_of(edition):
    return {
        "chapters": list(
            edition.chapters.values_list("title", "slug", "html", "contents", "text", "words", "changed_in")
        ),
        "changes": sorted(edition.changes.values_list("statement__key", "kind", "reason", "evidence", "what_to_do")),
        "wordings": edition.wordings.count(),
    }


def test_an_unscheduled_edition_is_the_draft_it_was_and_still_approved(draft):
    approve(draft)
    before, seen = rows_of(draft), fresh(draft).fingerprint
    edition = schedule(draft)
    assert edition.wordings.count() == 2

    actions.unschedule(edition=edition, by=make_editor())

    draft = Edition.objects.get(pk=draft.pk)
    assert draft.is_draft
    assert (draft.content_hash, draft.previous_hash, draft.contents, draft.summary_html) == ("", "", [], "")
    assert rows_of(draft) == before
    assert fresh(draft).fingerprint == seen
    assert state(draft) == "approved"
    assert not Release.objects.filter(edition=draft).exists()
    assert AuditEntry.objects.filter(did="unscheduled").exists()


def test_an_unscheduled_edition_is_changed_and_released_again(draft, author, client):
    actions.unschedule(edition=schedule(draft, reason="Why."), by=author)
    change(draft, author, "a week to reflect")

    edition = force_release(edition=draft)

    there = f"/guidelines/{edition.guideline.slug}"
    assert "a week to reflect" in client.get(f"{there}/chapters/a/").text
    call_command("verify_editions")


def test_what_is_public_or_about_to_be_is_not_unscheduled(draft):
    with pytest.raises(actions.NotScheduled):
        actions.unschedule(edition=draft, by=make_editor())
    edition = actions.release(edition=draft, by=make_editor(), at=timezone.now() + timedelta(seconds=3), reason="Soon.")
    with pytest.raises(actions.NotADraft):
        actions.unschedule(edition=edition, by=make_editor())
    with pytest.raises(actions.NotADraft):
        actions.unschedule(edition=make_released_edition(), by=make_editor())


def test_an_edition_that_a_later_one_follows_is_not_unscheduled():
    first = make_released_edition(at=timezone.now() + timedelta(days=1))
    second = make_second_edition(first, at=timezone.now() + timedelta(days=2))

    with pytest.raises(actions.LaterEdition, match="Edition 2 is scheduled to follow it"):
        actions.unschedule(edition=first, by=make_editor())

    actions.unschedule(edition=second, by=make_editor())
    with pytest.raises(actions.LaterEdition, match="Edition 2 is a draft already"):
        actions.unschedule(edition=first, by=make_editor())
