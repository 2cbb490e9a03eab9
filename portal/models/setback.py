"""Setback: a piece of background work that failed, when it is tried again, and whether it was given up."""

from django.db import models
from django.utils import timezone


class SetbackQuerySet(models.QuerySet):
    def given_up(self):
        return self.filter(next_try_at=None)

    def to_come(self):
        return self.exclude(next_try_at=None)


class Setback(models.Model):
    work = models.CharField(max_length=60, help_text="What kind of work, in words.")
    key = models.CharField(max_length=200)
    about = models.CharField(max_length=300, help_text="What it was to be done for, as people call it.")
    tries = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=300)
    failed_at = models.DateTimeField("last failed", default=timezone.now)
    next_try_at = models.DateTimeField("tried again", null=True, help_text="Empty once it was given up.")

    objects = SetbackQuerySet.as_manager()

    class Meta:
        ordering = ["-failed_at"]
        default_permissions = ["view"]
        verbose_name, verbose_name_plural = "work that failed", "background work that failed"
        constraints = [models.UniqueConstraint(fields=["work", "key"], name="one_setback_for_each_work")]

    def __str__(self):
        return f"{self.work}: {self.about}"
