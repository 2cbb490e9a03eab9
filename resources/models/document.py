"""Document: files of ours, a version after another, or another publisher's page, at a stable address."""

from django.db import models
from django.db.models import Q
from django.urls import reverse


def openable(prefix=""):
    """What readers can open: with a file, or with another publisher's address. `prefix` leads to the document."""
    return ~Q(**{f"{prefix}newest": None, f"{prefix}url": ""})


class DocumentQuerySet(models.QuerySet):
    def public(self):
        return self.filter(openable())

    def with_file(self):
        """With the facts of the newest file, in the same query, without its text."""
        return self.select_related("newest").defer("newest__text")


class Document(models.Model):
    class Kind(models.TextChoices):
        FRAMEWORK = "framework", "Framework"
        STANDARDS = "standards", "Standards"
        GUIDANCE = "guidance", "Guidance"
        REPORT = "report", "Report"
        RESEARCH = "research", "Research"
        TOOL = "tool", "Tool"

    slug = models.SlugField("address", max_length=100, unique=True, help_text="The last part of its address.")
    title = models.CharField(max_length=250)
    summary = models.TextField(
        max_length=600, blank=True, help_text="One or two sentences: what it is and who needs it."
    )
    kind = models.CharField("type", max_length=12, choices=Kind)
    publisher = models.CharField(max_length=120, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Year of publication.")
    url = models.URLField(
        "web address",
        max_length=500,
        blank=True,
        help_text="Where another publisher keeps it. Leave it empty if you upload a file.",
    )
    newest = models.OneToOneField(
        "resources.DocumentVersion", on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(newest=None) | Q(url=""),
                name="document_is_file_or_address",
                violation_error_message="This document has a file, so it cannot be at a web address too.",
            ),
            models.CheckConstraint(
                condition=Q(year=None) | Q(year__range=(1900, 2100)), name="document_year_is_a_year"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("resources:document", args=[self.slug])

    @property
    def format(self):
        """What awaits the reader, in words: “PDF” or “web page”."""
        return self.newest.format if self.newest else "web page"

    @property
    def details(self):
        """The same with pages and size: “PDF, 12 pages, 340 KB”."""
        return self.newest.details if self.newest else "web page"
