"""Letter: an e-mail on its way; it is written with what it tells of, and sent after the commit."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from .enclosure import HERE, Enclosure


class LetterQuerySet(models.QuerySet):
    def waiting(self):
        """Neither sent nor given up."""
        return self.filter(sent_at=None, gave_up_at=None)

    def due(self, at=None):
        """Those whose next try has come."""
        return self.waiting().filter(next_try_at__lte=at or timezone.now())


class Letter(models.Model):
    once = models.CharField(
        max_length=200, unique=True, help_text="Names what it tells and whom: sent once however often asked."
    )
    to = models.EmailField(max_length=254)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    enclosure = models.ForeignKey(
        Enclosure, on_delete=models.PROTECT, null=True, editable=False, related_name="letters"
    )
    headers = models.JSONField(default=dict)
    made_at = models.DateTimeField("written", auto_now_add=True)
    next_try_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True, help_text="What the mail server said to the last try.")
    sent_at = models.DateTimeField("sent", null=True)
    gave_up_at = models.DateTimeField("given up", null=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        default_permissions = ["view", "delete"]
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(sent_at=None, gave_up_at=None), name="letters_waiting")
        ]

    def __str__(self):
        return self.subject

    @property
    def whole_text(self):
        """As it is sent: with what it shares with other letters."""
        return self.text.replace(HERE, self.enclosure.text) if self.enclosure else self.text

    @property
    def whole_html(self):
        return self.html.replace(HERE, self.enclosure.html) if self.enclosure else self.html
