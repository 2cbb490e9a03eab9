"""Looking after chapters: whose they are, when they were reviewed as a whole and when they will be again."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from guidelines.models import Care, ChapterReview, Edition
from portal import audit

from .refusals import Refused

EARLIEST = timedelta(days=50 * 365)  # before today: an older date is a slip of the keyboard


class NotReviewable(Refused):
    """Nothing was noted; the message says why."""


@transaction.atomic
def review_chapter(*, chapter, by, reviewed_on=None, note="", next_review_on=None):
    """Notes that the whole chapter was reviewed on that day (today by default), and when it will be again.

    `chapter` is in the draft or in the current edition: nothing in either changes. A review of the draft's text counts
    for readers from its release. Raises NotReviewable.
    """
    today = timezone.localdate()
    day = reviewed_on or today
    if chapter.edition.newer_current():
        raise NotReviewable("This edition has been superseded. Review the chapter in the current edition.")
    if day > today or day < today - EARLIEST:
        raise NotReviewable("Give the day on which the chapter was reviewed: not in the future, and a recent one.")
    if next_review_on and next_review_on <= day:
        raise NotReviewable("The next review comes after this one. Give a later date, or none.")
    review = ChapterReview.objects.create(
        edition=chapter.edition, chapter_key=chapter.key, reviewed_on=day, note=note.strip(), made_by=by
    )
    _set(chapter, next_review_on=next_review_on)
    said = {"reviewed on": str(day), "next review by": str(next_review_on or "")}
    audit.record(by=by, did="reviewed", of=chapter, reason=review.note, **said)
    return review


@transaction.atomic
def look_after_chapter(*, chapter, by, owner, next_review_on):
    """Says whose the chapter is and when it is reviewed next; each may be None."""
    care = _set(chapter, owner=owner, next_review_on=next_review_on)
    said = {"owner": owner.get_username() if owner else "", "next review by": str(next_review_on or "")}
    audit.record(by=by, did="changed who looks after", of=chapter, **said)
    return care


def keep_reviews_from_elsewhere(edition):
    """Review dates that came with an edition of another portal become reviews here, unless they are known."""
    known = ChapterReview.objects.filter(edition__guideline=edition.guideline_id)
    known = set(known.values_list("chapter_key", "reviewed_on"))
    dated = edition.chapters.exclude(reviewed_on=None).values_list("key", "reviewed_on")
    fresh = [each for each in dated if each not in known]
    ChapterReview.objects.bulk_create(
        ChapterReview(edition=edition, chapter_key=key, reviewed_on=day) for key, day in fresh
    )


def last_reviews(edition):
    """{chapter key: when it was last reviewed}, as far as this edition and those before it go. One query."""
    reviews = ChapterReview.objects.filter(
        edition__guideline=edition.guideline_id, edition__number__lte=edition.number
    ).order_by("reviewed_on")
    return dict(reviews.values_list("chapter_key", "reviewed_on"))


def _set(chapter, **fields):
    """Changes the care of the chapter; a new date means that its owner has not heard of it yet."""
    guideline = Edition.objects.values_list("guideline", flat=True).get(pk=chapter.edition_id)
    care, _ = Care.objects.select_for_update().get_or_create(guideline_id=guideline, chapter_key=chapter.key)
    if fields["next_review_on"] != care.next_review_on or fields.get("owner", care.owner) != care.owner:
        care.reminded_on = None
    for name, value in fields.items():
        setattr(care, name, value)
    care.save()
    return care
