"""Correction: what a published note about a change says instead, who put it right, when and why."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from portal.people import name_of

from .change import SAID, Change


class CorrectionsAreKept(Exception):
    """Somebody tried to change or delete a correction."""

    def __init__(self):
        super().__init__("A correction stays as it was made. Correct the note once more instead.")


class CorrectionQuerySet(models.QuerySet):
    def update(self, **fields):
        raise CorrectionsAreKept

    def delete(self):
        raise CorrectionsAreKept


class Correction(models.Model):
    """The released note itself is never touched: its edition's hash holds it. This row stands over it."""

    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="corrections")
    reason_before = models.TextField(blank=True)
    evidence_before = models.TextField(blank=True)
    what_to_do_before = models.TextField(blank=True)
    reason = models.TextField(max_length=2000, blank=True, help_text="What the note says from now on.")
    evidence = models.TextField(max_length=2000, blank=True)
    what_to_do = models.TextField(max_length=2000, blank=True)
    why = models.CharField("why it is corrected", max_length=500)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["change", "pk"]
        default_permissions = ["view"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=F("reason_before"))
                | ~Q(evidence=F("evidence_before"))
                | ~Q(what_to_do=F("what_to_do_before")),
                name="correction_changes_something",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="correction_says_why"),
        ]

    def __str__(self):
        return f"Correction of {self.change}"

    @property
    def who(self):
        return name_of(self.made_by)

    @property
    def before(self):
        """What the note said until then, of what differs: {field: words}."""
        told = {field: getattr(self, f"{field}_before") for field in SAID}
        return {field: words for field, words in told.items() if words != getattr(self, field)}

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise CorrectionsAreKept
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise CorrectionsAreKept
