"""Change: how a statement differs from the edition before, and why."""

from django.db import models
from django.db.models import Q

from .edition import Edition
from .frozen import PartOfEdition, PartOfEditionQuerySet
from .statement import Statement


class Kind(models.TextChoices):
    NEW = "new", "New"
    AMENDED = "amended", "Amended"
    CLARIFIED = "clarified", "Clarified"
    MOVED = "moved", "Moved"
    REMOVED = "removed", "Removed"
    UNCHANGED = "unchanged", "Unchanged"


SUBSTANCE = [Kind.NEW, Kind.AMENDED, Kind.REMOVED]
EXPLAINABLE = [*SUBSTANCE, Kind.CLARIFIED]
TOLD = [Kind.NEW, Kind.AMENDED, Kind.REMOVED, Kind.CLARIFIED, Kind.MOVED]  # in the order that matters to educators
STANDING_KINDS = [kind for kind in Kind if kind != Kind.REMOVED]  # of statements that the edition still has
SAID = ["reason", "evidence", "what_to_do"]  # what a note says of a change


class Change(PartOfEdition):
    Kind = Kind

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="changes")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10, choices=Kind)
    reason = models.TextField(max_length=2000, blank=True, help_text="Why it changed.")
    evidence = models.TextField(
        max_length=2000, blank=True, help_text="What the change rests on. Markdown: links are welcome."
    )
    what_to_do = models.TextField(
        "what educators should do",
        max_length=2000,
        blank=True,
        help_text="One or two sentences, as an instruction.",
    )
    successors = models.ManyToManyField(
        Statement, blank=True, related_name="predecessors", help_text="The statements that take its place."
    )
    has_no_successor = models.BooleanField("nothing takes its place", default=False)

    objects = PartOfEditionQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "statement"], name="one_change_per_statement"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="change_kind_is_known"),
        ]

    def __str__(self):
        return f"{self.statement.key}: {self.get_kind_display().lower()}"

    @property
    def said(self):
        """What the note says today, in `reason`, `evidence` and `what_to_do`: the newest correction, or itself."""
        return ([self, *self.corrections.all()])[-1]
