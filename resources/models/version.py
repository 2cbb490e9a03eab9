"""DocumentVersion: one file of a document, kept for ever at its own address."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.template.defaultfilters import filesizeformat, pluralize
from django.urls import reverse

from portal.files import KINDS

FOLDER = "documents"


class DocumentVersion(models.Model):
    document = models.ForeignKey("resources.Document", on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    file = models.FileField(max_length=100)
    first_page = models.FileField(max_length=100, blank=True, help_text="A small picture.")
    note = models.CharField(max_length=300, blank=True, help_text="What is new in this version.")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    kind = models.CharField(max_length=4, choices=[(kind.ending, kind.name) for kind in KINDS.values()])
    size = models.PositiveIntegerField(help_text="In bytes.")
    sha256 = models.CharField(max_length=64, db_index=True)
    pages = models.PositiveIntegerField(null=True, help_text="Pages, slides or sheets.")
    title = models.CharField(max_length=250, blank=True, help_text="As the file itself says.")
    language = models.CharField(max_length=35, blank=True, help_text="As the file itself says.")
    is_tagged = models.BooleanField(null=True, help_text="Of a PDF: whether screen readers find its structure.")
    text = models.TextField(blank=True, help_text="The words in it, for search; read after the upload.")

    read_at = models.DateTimeField(null=True, editable=False, help_text="When its words and first page were.")

    class Meta:
        ordering = ["document", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="one_version_per_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_number_from_1"),
        ]

    def __str__(self):
        return f"{self.document}, version {self.number}"

    def get_absolute_url(self):
        return reverse("resources:version_download", args=[self.document.slug, self.number])

    @property
    def format(self):
        return KINDS[self.kind].name

    @property
    def content_type(self):
        return KINDS[self.kind].content_type

    @property
    def opens_in_browser(self):
        return KINDS[self.kind].opens_in_browser

    @property
    def details(self):
        """“PDF, 12 pages, 340 KB”."""
        unit = KINDS[self.kind].unit
        count = f"{self.pages} {unit}{pluralize(self.pages)}" if unit and self.pages else ""
        return ", ".join(filter(None, [self.format, count, filesizeformat(self.size)]))

    @property
    def is_hard_to_read(self):
        """Whether it is a PDF without the tags that screen readers need."""
        return self.is_tagged is False
