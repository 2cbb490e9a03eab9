"""Who looks after a chapter, and when the whole of it was reviewed. Both follow it through all editions."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery

from portal.people import name_of

from .chapter import Chapter
from .edition import Edition

SOON = timedelta(days=30)  # how long before a review falls due its owner hears of it, and how often afterwards


class CareQuerySet(models.QuerySet):
    def current(self):
        """Of chapters that readers have today."""
        chapters = Chapter.objects.current().filter(key=OuterRef("chapter_key"))
        return self.filter(Exists(chapters.filter(edition__guideline=OuterRef("guideline"))))

    def to_be_reminded(self, today):
        """Whose review is near or past, and whose owner has not heard of it: ahead of it once, then month by month."""
        again = Q(reminded_on__lte=F("next_review_on")) | Q(reminded_on__lte=today - SOON)
        return self.filter(next_review_on__lte=today + SOON).filter(
            Q(reminded_on=None) | Q(next_review_on__lt=today) & again
        )

    def with_somebody_to_mail(self):
        return self.filter(owner__is_active=True).exclude(owner__email="")


class Care(models.Model):
    """What the desk knows of a chapter beside its text; changing it changes no edition."""

    guideline = models.ForeignKey("guidelines.Guideline", on_delete=models.CASCADE, related_name="cares")
    chapter_key = models.UUIDField()
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="cares",
        help_text="Is reminded by e-mail when the next review comes near.",
    )
    next_review_on = models.DateField("next review by", null=True, blank=True)
    reminded_on = models.DateField(null=True, editable=False, help_text="When the owner last heard of this date.")

    objects = CareQuerySet.as_manager()

    class Meta:
        verbose_name = "care of a chapter"
        constraints = [models.UniqueConstraint(fields=["guideline", "chapter_key"], name="one_care_per_chapter")]
        indexes = [models.Index(fields=["next_review_on"], name="reviews_by_due_date")]

    def __str__(self):
        return f"care of {self.chapter_key}"


class ChapterReview(models.Model):
    """Somebody read the whole chapter and says that it stands. Rows are only ever added."""

    edition = models.ForeignKey(
        Edition, on_delete=models.CASCADE, related_name="chapter_reviews", help_text="Whose text was read."
    )
    chapter_key = models.UUIDField()
    reviewed_on = models.DateField("reviewed on")
    note = models.TextField("what was looked at", max_length=2000, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="Nobody when the date came with an edition from elsewhere.",
    )

    class Meta:
        ordering = ["-reviewed_on", "-pk"]
        indexes = [models.Index(fields=["chapter_key", "edition", "reviewed_on"], name="reviews_of_a_chapter")]

    def __str__(self):
        return f"Reviewed on {self.reviewed_on}"

    @property
    def who(self):
        """The name of the person who reviewed it."""
        return name_of(self.made_by)


def last_reviewed(chapter="", edition=None):
    """When a chapter was last reviewed, in the edition that an expression names or an earlier one.

    `chapter` leads from the row to the chapter, such as "chapter__".
    """
    reviews = ChapterReview.objects.filter(
        chapter_key=OuterRef(f"{chapter}key"),
        edition__guideline=OuterRef(f"{chapter}edition__guideline"),
        edition__number__lte=OuterRef(f"{chapter}edition__number"),
    )
    return Subquery(reviews.order_by("-reviewed_on").values("reviewed_on")[:1])


def care_of(field, chapter=""):
    """A field of the care that a chapter is in."""
    cares = Care.objects.filter(
        chapter_key=OuterRef(f"{chapter}key"), guideline=OuterRef(f"{chapter}edition__guideline")
    )
    return Subquery(cares.values(field)[:1])
