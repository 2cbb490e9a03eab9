"""Asking for a review, and saying what came of it."""

from django.db import transaction

from guidelines.draft import Draft
from guidelines.models import Review, Verdict
from portal import audit

from .locking import locked, locked_draft
from .refusals import Refused


class StaleReview(Refused):
    def __init__(self):
        super().__init__("The text has changed since you opened it. Look at it again, then say what you think of it.")


class OwnWork(Refused):
    def __init__(self):
        super().__init__("You changed this draft last, so somebody else has to approve it.")


class OwnRelease(Refused):
    def __init__(self):
        super().__init__("You released this edition without approval, so somebody else has to approve it.")


class NoWords(Refused):
    def __init__(self):
        super().__init__("Say what should change.")


class NothingToApprove(Refused):
    def __init__(self, edition):
        super().__init__(f"{edition} is released, and nothing about it waits for an approval.")


@transaction.atomic
def ask_for_review(*, edition, by, note=""):
    """Says that this draft is ready to be looked at. Raises NotADraft."""
    edition = locked_draft(edition)
    review = Review.objects.create(
        edition=edition, asked_by=by, note=note.strip(), fingerprint=Draft(edition).fingerprint
    )
    audit.record(by=by, did="asked for review of", of=edition, reason=review.note)
    return review


@transaction.atomic
def approve(*, edition, fingerprint, by=None, name="", link="", link_seen_by=None, words=""):
    """That a second person approves this text: the draft, or an edition that was released without approval.

    `fingerprint` is that of the text they looked at. They are `by`, a member of staff, or a reviewer without account:
    `name`, and `link`, what the link by which they came is called; `link_seen_by` had its address in hand.
    Raises StaleReview, OwnWork, NothingToApprove.
    """
    edition = locked(edition)
    said = {"fingerprint": fingerprint, "made_by": by, "name": name, "link": link, "words": words.strip()}
    said["link_seen_by"] = link_seen_by
    if edition.is_draft:
        _refuse_stale(Draft(edition).fingerprint, fingerprint)
        _refuse_own_work(edition, by)
        verdict = Verdict.objects.create(edition=edition, kind=Verdict.Kind.APPROVED, **said)
    else:
        verdict = _approve_afterwards(edition, by, said)
    return _recorded(verdict, "approved")


def _approve_afterwards(edition, by, said):
    release = getattr(edition, "release", None)
    if release is None or not release.lacks_approval:
        raise NothingToApprove(edition)
    _refuse_stale(release.fingerprint, said["fingerprint"])
    _refuse_own_work(edition, by)
    if by is not None and by == release.made_by:
        raise OwnRelease
    release.approval = Verdict.objects.create(edition=edition, kind=Verdict.Kind.APPROVED, **said)
    release.save(update_fields=["approval"])
    return release.approval


@transaction.atomic
def ask_for_changes(*, edition, fingerprint, words, by=None, name="", link=""):
    """That a reviewer wants this draft changed before its release. Raises NotADraft, StaleReview, NoWords."""
    edition = locked_draft(edition)
    if not words.strip():
        raise NoWords
    _refuse_stale(Draft(edition).fingerprint, fingerprint)
    said = {"fingerprint": fingerprint, "made_by": by, "name": name, "link": link, "words": words.strip()}
    verdict = Verdict.objects.create(edition=edition, kind=Verdict.Kind.CHANGES, **said)
    return _recorded(verdict, "asked for changes to")


def _refuse_stale(now, seen):
    if now != seen:
        raise StaleReview


def _refuse_own_work(edition, by):
    if by is not None and by.pk == edition.changed_by_id:
        raise OwnWork


def _recorded(verdict, did):
    by = verdict.made_by or verdict.name
    details = {"fingerprint": verdict.fingerprint} | ({"link": verdict.link} if verdict.link else {})
    audit.record(by=by, did=did, of=verdict.edition, reason=verdict.words, **details)
    return verdict
