"""Mailing: something that subscribers are told, and how far that has come. Told: who was told of which edition."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Mailing(models.Model):
    class Kind(models.TextChoices):
        RELEASED = "released", "A release"
        WITHDRAWN = "withdrawn", "A withdrawal"
        RESTORED = "restored", "A withdrawal taken back"
        WEEKLY = "weekly", "What changed in a week"
        MONTHLY = "monthly", "What changed in a month"

    once = models.CharField(max_length=100, unique=True, help_text="Names what it tells: noted once however often.")
    kind = models.CharField(max_length=9, choices=Kind)
    edition = models.ForeignKey("guidelines.Edition", on_delete=models.CASCADE, null=True, related_name="+")
    moment = models.DateTimeField(help_text="When it became true; who confirmed later is not told.")
    noted_at = models.DateTimeField(default=timezone.now)
    reached = models.BigIntegerField(default=0, help_text="The last subscriber looked at: it goes on from here.")
    letters = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-moment"]
        default_permissions = ["view"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["weekly", "monthly"], edition=None)
                | Q(kind__in=["released", "withdrawn", "restored"], edition__isnull=False),
                name="mailing_names_its_edition",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {timezone.localtime(self.moment):%-d %B %Y}"


class Told(models.Model):
    """One of each subscriber and edition: nobody is told twice, whichever way the rhythm was changed."""

    subscriber = models.ForeignKey("engagement.Subscriber", on_delete=models.CASCADE, related_name="told")
    edition = models.ForeignKey("guidelines.Edition", on_delete=models.CASCADE, related_name="+")
    told_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = []
        constraints = [models.UniqueConstraint(fields=["subscriber", "edition"], name="told_once")]

    def __str__(self):
        return f"{self.subscriber_id} was told of {self.edition_id}"
