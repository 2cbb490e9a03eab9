"""Review and approval: bound to one exact text, given by a second person, worked out by comparison and never stored."""

import pytest

from guidelines import actions, progress
from guidelines.models import Chapter, Edition, Release, Verdict
from portal.models import AuditEntry
from tests.guidelines.reviewing import approve, change, draft_by, fresh, state
from tests.make import (
    explain,
    make_editor,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return make_editor(first_name="Ada")


@pytest.fixture
def draft(author):
    return draft_by(author)


# ── From draft to release ────────────────────────────────────────────────────────────────────────


def test_a_draft_is_reviewed_approved_and_released(draft, author):
    reviewer = make_editor()
    assert state(draft) == "draft"
    actions.ask_for_review(edition=draft, by=author, note="Look at the first chapter.")
    assert state(draft) == "in_review"
    approval = approve(draft, reviewer)
    assert state(draft) == "approved"

    edition = actions.release(edition=draft, by=author)

    assert (edition.release.approval, edition.release.reason) == (approval, "")
    assert not progress.lacks_approval(edition)
    dids = AuditEntry.objects.filter(key=str(draft.pk), kind="guidelines.edition").order_by("pk")
    assert list(dids.values_list("did", flat=True))[-3:] == ["asked for review of", "approved", "released"]


def test_a_release_without_approval_is_refused_until_somebody_says_why(draft, author):
    with pytest.raises(actions.NotApproved):
        actions.release(edition=draft, by=author)
    with pytest.raises(actions.NotApproved):
        actions.release(edition=draft, by=author, reason=" \n")
    assert not Release.objects.filter(edition=draft).exists()

    edition = actions.release(edition=draft, by=author, reason="A court asked for it.")

    assert edition.release.was_forced
    assert progress.lacks_approval(edition)
    assert AuditEntry.objects.get(did="released without approval", key=str(draft.pk)).reason == "A court asked for it."


def test_a_forced_release_stays_marked_until_somebody_else_approves_it(draft, author):
    publisher = make_editor()
    edition = actions.release(edition=draft, by=publisher, reason="It could not wait.")
    released = edition.release.fingerprint

    for own, refusal in ((author, actions.OwnWork), (publisher, actions.OwnRelease)):
        with pytest.raises(refusal):
            actions.approve(edition=edition, by=own, fingerprint=released)
    with pytest.raises(actions.StaleReview):
        actions.approve(edition=edition, by=make_editor(), fingerprint="0" * 64)
    assert edition.release in Release.objects.unapproved()

    actions.approve(edition=edition, by=make_editor(), fingerprint=released)

    release = Release.objects.get(edition=edition)
    assert not release.lacks_approval
    assert release.reason == "It could not wait."
    with pytest.raises(actions.NothingToApprove):
        actions.approve(edition=edition, by=make_editor(), fingerprint=released)


def test_a_reviewer_without_an_account_approves_by_name(draft, author):
    seen = fresh(draft).fingerprint
    approval = actions.approve(edition=draft, name="Grace Example", link="Professional bodies", fingerprint=seen)

    assert approval.who == "Grace Example"
    assert actions.release(edition=draft, by=author).release.approval == approval
    entry = AuditEntry.objects.get(did="approved")
    assert (entry.by, entry.who, entry.details["link"]) == (None, "Grace Example", "Professional bodies")


# ── Who ──────────────────────────────────────────────────────────────────────────────────────────


def test_the_last_author_does_not_approve(draft, author):
    with pytest.raises(actions.OwnWork):
        approve(draft, author)


def test_an_approval_by_somebody_who_then_wrote_the_same_text_again_does_not_hold(draft, author):
    reviewer = make_editor()
    approve(draft, reviewer)
    change(draft, author, "no time at all")
    change(draft, reviewer)

    assert fresh(draft).fingerprint == Verdict.objects.get().fingerprint
    with pytest.raises(actions.NotApproved):
        actions.release(edition=draft, by=author)


def first_chapter(draft):
    return draft.chapters.get(slug="a")


EDITS = {
    "save_chapter": lambda draft, by: change(draft, by, "a day to reflect"),
    "add_chapter": lambda draft, by: actions.add_chapter(edition=draft, title="N", slug="n", body="N.", by=by),
    "move_chapter": lambda draft, by: actions.move_chapter(chapter=first_chapter(draft), position=2, by=by),
    "order_chapters": lambda draft, by: actions.order_chapters(
        edition=draft,
        order=list(draft.chapters.order_by("-position").values_list("pk", flat=True)),
        seen=list(draft.chapters.order_by("position").values_list("pk", flat=True)),
        by=by,
    ),
    "split_chapter": lambda draft, by: actions.split_chapter(
        chapter=draft.chapters.get(slug="b"), at="aims", title="Aims", slug="aims", by=by
    ),
    "remove_chapter": lambda draft, by: actions.remove_chapter(chapter=draft.chapters.get(slug="b"), by=by),
    "explain_change": lambda draft, by: explain(draft, "one", reason="Because.", by=by),
    "save_summary": lambda draft, by: actions.save_summary(edition=draft, summary="Much.", by=by),
    "restore_revision": lambda draft, by: actions.restore_revision(
        revision=first_chapter(draft).revisions.order_by("number").first(), by=by
    ),
    "import_chapters": lambda draft, by: actions.import_chapters(
        edition=draft, chapters=[Chapter(title="New", slug="a", body="New.")], by=by
    ),
}
CHANGING_NO_DRAFT = {
    *["approve", "ask_for_changes", "ask_for_review", "release", "unschedule", "withdraw", "take_back_withdrawal"],
    *["forget_typing", "keep_typing", "say_editing", "stop_editing", "save_guideline", "import_edition", "start_draft"],
    *["look_after_chapter", "review_chapter", "correct_change"],
}


def test_no_action_that_changes_a_draft_is_missing_above():
    named = {name for name in actions.__all__ if name.islower()}

    assert named - CHANGING_NO_DRAFT - {"bring_back_chapter"} == set(EDITS)


def test_who_brings_a_chapter_back_is_its_author(draft):
    chapter, editor = draft.chapters.get(slug="b"), make_editor()
    actions.remove_chapter(chapter=chapter, by=make_editor())

    actions.bring_back_chapter(edition=draft, key=chapter.key, by=editor)

    assert Edition.objects.get(pk=draft.pk).changed_by == editor


@pytest.mark.parametrize("edit", EDITS)
def test_every_edit_drops_the_approval_and_says_who_made_it(draft, edit):
    editor, reviewer = make_editor(), make_editor()
    approval = approve(draft, reviewer)

    EDITS[edit](Edition.objects.get(pk=draft.pk), editor)

    now = progress.of(fresh(draft))
    assert now.approval is None
    assert (now.dropped, now.state) == (approval, "draft")
    changed = Edition.objects.get(pk=draft.pk)
    assert changed.changed_by == editor
    with pytest.raises((actions.NotApproved, actions.NotReady)):
        actions.release(edition=changed, by=reviewer)


def test_a_save_that_changes_nothing_makes_nobody_an_author(draft, author):
    reviewer = make_editor()
    approve(draft, reviewer)

    change(draft, reviewer)
    actions.save_summary(edition=draft, summary=draft.summary, by=reviewer)

    assert Edition.objects.get(pk=draft.pk).changed_by == author
    assert state(draft) == "approved"


def test_an_approval_holds_again_for_exactly_the_text_it_was_given_for(draft, author):
    approve(draft)
    change(draft, author, "a day to reflect")
    assert state(draft) == "draft"

    change(draft, author)

    assert state(draft) == "approved"


# ── What ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_request_for_changes_undoes_an_approval_until_somebody_approves_again(draft):
    approve(draft)
    actions.ask_for_changes(
        edition=draft, by=make_editor(), fingerprint=fresh(draft).fingerprint, words="One word is wrong."
    )

    assert state(draft) == "changes"
    with pytest.raises(actions.NotApproved):
        actions.release(edition=draft, by=make_editor())
    approve(draft)
    assert state(draft) == "approved"


def test_a_request_for_changes_says_which(draft):
    with pytest.raises(actions.NoWords):
        actions.ask_for_changes(edition=draft, by=make_editor(), fingerprint=fresh(draft).fingerprint, words=" ")


@pytest.mark.parametrize("deed", [actions.approve, actions.ask_for_changes])
def test_what_is_said_of_a_text_that_has_changed_is_refused(draft, author, deed):
    seen = fresh(draft).fingerprint
    change(draft, author, "a day to reflect")
    words = {"words": "Well."}

    with pytest.raises(actions.StaleReview):
        deed(edition=draft, by=make_editor(), fingerprint=seen, **words)

    assert not Verdict.objects.exists()
