"""RelatedDocument: a document in the footer of a guideline's pages or of one chapter's, or beside one statement."""

from django.db import models
from django.db.models import Q

from .document import openable


class RelatedDocumentQuerySet(models.QuerySet):
    def on_page(self, *, guideline, chapter_key=None):
        """What that page shows, in the editor's order."""
        place = Q(chapter_key=None) if chapter_key is None else Q(chapter_key=None) | Q(chapter_key=chapter_key)
        return self._shown().filter(place, guideline=guideline, statement=None)

    def about(self, statement):
        """What stands beside that statement, in the editor's order."""
        return self._shown().filter(statement=statement)

    def _shown(self):
        return self.filter(openable("document__")).order_by("position", "pk")


class RelatedDocument(models.Model):
    guideline = models.ForeignKey("guidelines.Guideline", on_delete=models.CASCADE, related_name="related_documents")
    chapter_key = models.UUIDField(
        null=True, blank=True, help_text="The chapter's key, so that it follows all editions; none for every page."
    )
    statement = models.ForeignKey(
        "guidelines.Statement",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="related_documents",
        help_text="The statement that it is about, through all editions.",
    )
    document = models.ForeignKey("resources.Document", on_delete=models.CASCADE, related_name="uses")
    position = models.PositiveSmallIntegerField(default=0)

    objects = RelatedDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["guideline", "document"],
                condition=Q(chapter_key=None, statement=None),
                name="document_related_once",
            ),
            models.UniqueConstraint(
                fields=["guideline", "chapter_key", "document"],
                condition=Q(chapter_key__isnull=False),
                name="document_related_once_per_chapter",
            ),
            models.UniqueConstraint(
                fields=["statement", "document"],
                condition=Q(statement__isnull=False),
                name="document_related_once_per_statement",
            ),
            models.CheckConstraint(
                condition=Q(chapter_key=None) | Q(statement=None), name="related_to_a_chapter_or_a_statement"
            ),
        ]

    def __str__(self):
        return self.document.title
