"""Release: on whose approval an edition was released, or for what reason without one."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.people import name_of

from .edition import Edition
from .review import Verdict


class ReleaseQuerySet(models.QuerySet):
    def unapproved(self):
        """Releases that nobody else has approved, before or since; another portal answers for its own."""
        return self.filter(approval=None, elsewhere=False)


class Release(models.Model):
    """One of each edition released since approvals are kept; a scheduled one goes when it is unscheduled."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="release")
    fingerprint = models.CharField(max_length=64, help_text="Of the draft that was released (guidelines.draft).")
    approval = models.ForeignKey(
        Verdict, on_delete=models.PROTECT, null=True, related_name="+", help_text="Given before the release or after."
    )
    reason = models.TextField(max_length=2000, blank=True, help_text="Why it was released without approval.")
    elsewhere = models.BooleanField(default=False, help_text="Another portal released it, and answers for it.")
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approval__isnull=False) | ~Q(reason=""), name="released_on_approval_or_for_a_reason"
            )
        ]

    def __str__(self):
        return f"Release of {self.edition} by {name_of(self.made_by)}"

    @property
    def was_forced(self):
        """Whether nobody had approved it when it was released."""
        return bool(self.reason) and not self.elsewhere

    @property
    def lacks_approval(self):
        """Whether nobody else has approved it to this day."""
        return self.approval_id is None and not self.elsewhere
