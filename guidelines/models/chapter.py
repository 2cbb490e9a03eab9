"""Chapter: an ordered part of an edition, Markdown while drafted, stored HTML once released."""

import uuid
from math import ceil

from django.db import models
from django.db.models import Max
from django.urls import reverse

from portal import stored

from .edition import Edition
from .frozen import PartOfEdition, PartOfEditionQuerySet

WORDS_PER_MINUTE = 200
PARTS = {"title": "Title", "slug": "Address", "body": "Text"}  # what an editor types; a revision keeps it


def say_the_same(one, other):
    """Whether two of these have the same parts: a chapter, a revision of it, what somebody is typing into it."""
    return all(getattr(one, part) == getattr(other, part) for part in PARTS)


class ChapterQuerySet(PartOfEditionQuerySet):
    def released(self, at=None):
        """Chapters of editions that the public may read."""
        return self.filter(Edition.objects.released(at).holding())

    def current(self, at=None):
        """Chapters of current editions."""
        return self.filter(Edition.objects.current(at).holding())


class Chapter(PartOfEdition):
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="chapters")
    key = models.UUIDField(default=uuid.uuid4, editable=False, help_text="The same through all editions.")
    position = models.PositiveSmallIntegerField(editable=False)
    title = models.CharField(max_length=200)
    slug = models.SlugField("address", max_length=100, help_text="The last part of its address.")
    body = models.TextField(
        "text", blank=True, help_text="Markdown. Headings start at ##, since the title is the page’s heading."
    )
    reviewed_on = models.DateField(
        "last reviewed",
        null=True,
        editable=False,
        help_text="When the whole chapter had last been reviewed as its edition was released; later reviews have rows"
        " of their own.",
    )
    updated_at = models.DateTimeField(auto_now=True)

    html = models.TextField(blank=True, editable=False)
    contents = models.JSONField(default=list, editable=False)
    text = models.TextField(blank=True, editable=False)
    words = models.PositiveIntegerField(default=0, editable=False)
    changed_in = models.ForeignKey(
        Edition,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        help_text="The edition in which its title or text last changed.",
    )

    objects = ChapterQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "slug"],
                name="one_chapter_per_slug",
                violation_error_message="Another chapter of this edition has this address.",
            ),
            models.UniqueConstraint(fields=["edition", "key"], name="one_chapter_per_key"),
            models.UniqueConstraint(fields=["edition", "position"], name="one_chapter_per_position"),
        ]

    def __str__(self):
        return f"{self.position} {self.title}"

    def get_absolute_url(self):
        return reverse("guidelines:pinned_chapter", args=[self.edition.guideline.slug, self.edition.number, self.slug])

    @property
    def linked_at(self):
        """The addresses by which texts link to it: today's, and the one that keeps this edition's text."""
        today = reverse("guidelines:chapter", args=[self.edition.guideline.slug, self.slug])
        return [today, self.get_absolute_url()]

    @property
    def newest_revision(self):
        """What was saved last, without its text, or None when nothing was kept. One query."""
        return self.revisions.listed().first()

    @property
    def newest_number(self):
        """The number of the newest revision, 0 for none. One query."""
        return self.revisions.aggregate(newest=Max("number", default=0))["newest"]

    @property
    def minutes(self):
        """Reading time in whole minutes, at least 1."""
        return max(1, ceil(self.words / WORDS_PER_MINUTE))

    safe_html = stored.safe("html")
