"""OutsideLink: another site's address that a text of ours points to, and whether it answered."""

from django.db import models
from django.utils import timezone

LONGEST = 2000  # characters; a longer address is not checked


class OutsideLinkQuerySet(models.QuerySet):
    def broken(self):
        """Those that failed on two days in a row of checks, or more."""
        return self.filter(failures__gte=2)

    def due(self):
        """Those that wait to be looked at, at hosts that may be asked now."""
        now = timezone.now()
        return self.filter(next_check_at__lte=now, host_free_at__lte=now)


class OutsideLink(models.Model):
    url = models.CharField(max_length=LONGEST, unique=True)
    host = models.CharField(max_length=255, db_index=True)
    host_free_at = models.DateTimeField(
        default=timezone.now,
        help_text="When its host may be asked again: never twice at once, and not without a pause.",
    )
    checked_at = models.DateTimeField(null=True)
    next_check_at = models.DateTimeField(default=timezone.now, db_index=True)
    status = models.PositiveSmallIntegerField(null=True, help_text="What the other site answered at last, if anything.")
    trouble = models.CharField(max_length=200, blank=True, help_text="What is wrong, in a sentence; empty when well.")
    failures = models.PositiveSmallIntegerField(default=0, help_text="Days in a row of checks on which it failed.")
    failed_on = models.DateField(null=True, help_text="The last of them.")

    objects = OutsideLinkQuerySet.as_manager()

    class Meta:
        ordering = ["url"]
        default_permissions = ["view"]

    def __str__(self):
        return self.url

    @property
    def is_broken(self):
        return self.failures >= 2
