"""Where an edition stands between its first word and its release: worked out from what people did, stored nowhere."""

from dataclasses import dataclass

from django.db.models import TextChoices

from guidelines.models import Review, Verdict


class State(TextChoices):
    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    CHANGES = "changes", "Changes asked for"
    APPROVED = "approved", "Approved"
    SCHEDULED = "scheduled", "Scheduled"
    RELEASED = "released", "Released"
    WITHDRAWN = "withdrawn", "Withdrawn"


@dataclass(frozen=True)
class Progress:
    """`review` is the request that nobody has answered yet, `approval` the one that holds for the text as it is,
    `dropped` an approval that no longer holds because the text changed, `asked` a request for changes that still waits,
    `unsure` an approval of this text that does not count, because its last author handed the reviewer's link over.
    """

    state: State
    review: Review | None = None
    approval: Verdict | None = None
    dropped: Verdict | None = None
    asked: Verdict | None = None
    unsure: Verdict | None = None


def of(draft):
    """The Progress of this Draft. Two queries."""
    verdicts = list(draft.edition.verdicts.select_related("made_by").order_by("pk"))
    last = verdicts[-1] if verdicts else None
    newest = draft.edition.reviews.select_related("asked_by").order_by("pk").last()
    review = newest if newest and (last is None or newest.asked_at > last.made_at) else None
    asked = last if last and not last.is_approval and review is None else None
    approval = approval_of(draft, verdicts)
    lost = last if last and last.is_approval and not approval else None
    is_unsure = bool(lost and lost.link_seen_by_id and lost.fingerprint == draft.fingerprint)
    return Progress(
        state=_state(review, approval, asked),
        review=review,
        approval=approval,
        dropped=None if is_unsure else lost,
        asked=asked,
        unsure=lost if is_unsure else None,
    )


def approval_of(draft, verdicts=None):
    """The newest approval that holds: of exactly this text, no changes asked for since, and not by its last author.

    Who hands a reviewer's link over knows its address, so what was said by it counts as theirs.
    """
    approval = None
    for verdict in draft.edition.verdicts.order_by("pk") if verdicts is None else verdicts:
        if verdict.fingerprint != draft.fingerprint:
            continue
        if not verdict.is_approval:
            approval = None
        elif not verdict.may_be_by(draft.edition.changed_by_id):
            approval = verdict
    return approval


def _state(review, approval, asked):
    if approval:
        return State.APPROVED
    if review:
        return State.IN_REVIEW
    return State.CHANGES if asked else State.DRAFT


def lacks_approval(edition):
    """Whether it was released and nobody else has approved it to this day."""
    return hasattr(edition, "release") and edition.release.lacks_approval


def of_released(edition):
    """The State of an edition that is no draft; no query when its withdrawal was selected with it."""
    if not edition.is_public:
        return State.SCHEDULED
    return State.WITHDRAWN if hasattr(edition, "withdrawal") else State.RELEASED
