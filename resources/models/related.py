"""RelatedDocument: a document in the footer of a guideline's pages, or of one chapter's."""

from django.db import models
from django.db.models import Q


class RelatedDocumentQuerySet(models.QuerySet):
    def on_page(self, *, guideline, chapter_key=None):
        """What that page shows, in the editor's order."""
        place = Q(chapter_key=None) if chapter_key is None else Q(chapter_key=None) | Q(chapter_key=chapter_key)
        shown = self.filter(place, guideline=guideline).exclude(document__newest=None, document__url="")
        return shown.order_by("position", "pk")


class RelatedDocument(models.Model):
    guideline = models.ForeignKey("guidelines.Guideline", on_delete=models.CASCADE, related_name="related_documents")
    chapter_key = models.UUIDField(
        null=True, blank=True, help_text="The chapter's key, so that it follows all editions; none for every page."
    )
    document = models.ForeignKey("resources.Document", on_delete=models.CASCADE, related_name="uses")
    position = models.PositiveSmallIntegerField(default=0)

    objects = RelatedDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["guideline", "document"], condition=Q(chapter_key=None), name="document_related_once"
            ),
            models.UniqueConstraint(
                fields=["guideline", "chapter_key", "document"],
                condition=Q(chapter_key__isnull=False),
                name="document_related_once_per_chapter",
            ),
        ]

    def __str__(self):
        return self.document.title
