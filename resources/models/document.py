"""Document: a file of ours or another publisher's page, at a stable address."""

from django.db import models
from django.db.models import Q
from django.urls import reverse


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
    file = models.FileField(
        upload_to="documents/", blank=True, help_text="A PDF, or leave it empty and give the web address."
    )
    url = models.URLField(
        "web address", max_length=500, blank=True, help_text="Where another publisher keeps it."
    )
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(file="") & ~Q(url="")) | (~Q(file="") & Q(url="")),
                name="document_has_file_or_address",
                violation_error_message="Give either a file or a web address.",
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
        return "PDF" if self.file else "web page"


class RelatedDocument(models.Model):
    """A document in the footer of a guideline's pages, in the editor's order."""

    guideline = models.ForeignKey(
        "guidelines.Guideline", on_delete=models.CASCADE, related_name="related_documents"
    )
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="uses")
    position = models.PositiveSmallIntegerField(default=0, help_text="Lower numbers come first.")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["guideline", "document"],
                name="document_related_once",
                violation_error_message="This document is already listed.",
            )
        ]

    def __str__(self):
        return self.document.title
