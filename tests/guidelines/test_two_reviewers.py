"""Reviews, releases, withdrawals and edits at the same moment, each over a connection of its own."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from guidelines import actions, progress
from guidelines.draft import Draft
from guidelines.models import Edition, Release, Withdrawal
from tests.guidelines.test_two_people import at_once, refusals
from tests.make import force_release, make_draft, make_editor, make_released_edition, rewrite

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = range(3)


def seen(draft):
    return Draft(Edition.objects.get(pk=draft.pk)).fingerprint


@pytest.mark.parametrize("_", ROUNDS)
def test_an_edit_at_the_moment_of_the_release_is_in_the_approved_text_or_stops_the_release(_):
    draft, publisher = make_draft(), make_editor()
    approval = actions.approve(edition=draft, by=make_editor(), fingerprint=seen(draft))

    release, edit = at_once(
        lambda: actions.release(edition=draft, by=publisher),
        lambda: rewrite(draft, "focus-on-self", "noticing", "noticing more"),
    )

    raised = refusals([release, edit])
    assert len(raised) == 1
    if isinstance(release, Edition):
        assert release.release.fingerprint == approval.fingerprint
        assert "noticing more" not in release.chapters.get(slug="focus-on-self").body
        call_command("verify_editions")
    else:
        assert isinstance(release, actions.NotApproved)
        assert Edition.objects.get(pk=draft.pk).is_draft
        assert not Release.objects.exists()


@pytest.mark.parametrize("_", ROUNDS)
def test_an_approval_at_the_moment_of_an_edit_is_of_one_text_or_the_other(_):
    draft, reviewer = make_draft(), make_editor()
    looked_at = seen(draft)

    approval, edit = at_once(
        lambda: actions.approve(edition=draft, by=reviewer, fingerprint=looked_at),
        lambda: rewrite(draft, "focus-on-self", "noticing", "noticing more"),
    )

    refusals([approval])
    assert not isinstance(edit, Exception)
    assert progress.approval_of(Draft(Edition.objects.get(pk=draft.pk))) is None


@pytest.mark.parametrize("_", ROUNDS)
def test_of_two_approvals_after_a_forced_release_one_counts(_):
    edition = force_release(edition=make_draft())
    looked_at, reviewers = edition.release.fingerprint, [make_editor(), make_editor()]

    outcomes = at_once(
        *(lambda by=by: actions.approve(edition=edition, by=by, fingerprint=looked_at) for by in reviewers)
    )

    (refusal,) = refusals(outcomes)
    assert isinstance(refusal, actions.NothingToApprove)
    assert edition.verdicts.count() == 1


@pytest.mark.parametrize("_", ROUNDS)
def test_of_two_who_unschedule_one_does_and_the_other_is_told(_):
    edition = force_release(edition=make_draft(), at=timezone.now() + timedelta(days=1))
    people = [make_editor(), make_editor()]

    outcomes = at_once(*(lambda by=by: actions.unschedule(edition=edition, by=by) for by in people))

    (refusal,) = refusals(outcomes)
    assert isinstance(refusal, actions.NotScheduled)
    assert Edition.objects.get(pk=edition.pk).is_draft


@pytest.mark.parametrize("_", ROUNDS)
def test_a_draft_started_while_the_edition_before_it_is_unscheduled_never_leaves_two_drafts(_):
    edition = force_release(edition=make_draft(), at=timezone.now() + timedelta(days=1))
    by = make_editor()

    outcomes = at_once(
        lambda: actions.unschedule(edition=edition, by=by),
        lambda: actions.start_draft(guideline=edition.guideline, by=by),
    )

    assert len(refusals(outcomes)) == 1
    assert edition.guideline.editions.drafts().count() == 1


@pytest.mark.parametrize("_", ROUNDS)
def test_of_two_who_withdraw_one_does_and_the_other_is_told(_):
    edition, people = make_released_edition(), [make_editor(), make_editor()]

    outcomes = at_once(
        *(
            lambda by=by: actions.withdraw(edition=edition, outcome="error", reason="It was wrong.", by=by)
            for by in people
        )
    )

    (refusal,) = refusals(outcomes)
    assert isinstance(refusal, actions.AlreadyWithdrawn)
    assert Withdrawal.objects.count() == 1
