"""What became of an edition that was withdrawn."""

from django.db import models


class Outcome(models.TextChoices):
    ERROR = "error", "Released in error"
    REPLACED = "replaced", "Replaced by another address"
    OLD = "old", "No longer advised"


HIDING = [Outcome.ERROR, Outcome.REPLACED]  # what it said is no longer shown
