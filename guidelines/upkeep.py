"""Chapters with who looks after them, and how their reviews stand."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils import timezone

from guidelines.models import Care, Chapter
from guidelines.models.care import SOON, last_reviewed


class Standing(TextChoices):
    OVERDUE = "overdue", "Overdue"
    SOON = "soon", "Due soon"
    LATER = "later", "Later"
    UNDATED = "undated", "No date"


ORDER = list(Standing)


@dataclass(frozen=True)
class Kept:
    """A chapter with its care; `standing` says how its next review stands on that day."""

    chapter: Chapter
    care: Care
    standing: Standing

    @property
    def is_nobody_told(self):
        """Whether a reminder would reach nobody."""
        owner = self.care.owner
        return not (owner and owner.is_active and owner.email)


def kept(chapters, today=None):
    """[Kept] of these chapters, with `last_reviewed` and without their texts. Two queries."""
    chapters = list(
        chapters.select_related("edition__guideline")
        .defer("body", "html", "text", "contents", "edition__contents", "edition__summary", "edition__summary_html")
        .annotate(last_reviewed=last_reviewed())
    )
    guidelines = {chapter.edition.guideline_id for chapter in chapters}
    cares = {
        (care.guideline_id, care.chapter_key): care
        for care in Care.objects.filter(guideline__in=guidelines).select_related("owner")
    }
    today = today or timezone.localdate()
    return [_kept(chapter, cares.get((chapter.edition.guideline_id, chapter.key)), today) for chapter in chapters]


def most_urgent_first(chapters, today=None):
    """[Kept] of these chapters: the most overdue first, those without a date last. Two queries."""
    return sorted(
        kept(chapters, today),
        key=lambda each: (
            ORDER.index(each.standing),
            each.care.next_review_on or timezone.localdate(),
            each.chapter.edition.guideline.name,
            each.chapter.position,
        ),
    )


def _kept(chapter, care, today):
    care = care or Care(guideline=chapter.edition.guideline, chapter_key=chapter.key)
    return Kept(chapter, care, _standing(care.next_review_on, today))


def _standing(due, today):
    if due is None:
        return Standing.UNDATED
    if due < today:
        return Standing.OVERDUE
    return Standing.SOON if due <= today + SOON else Standing.LATER
