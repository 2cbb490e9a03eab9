"""AuditEntry: who did what to which thing, and when; never changed, never removed."""

from django.conf import settings
from django.db import models


class AppendOnly(Exception):
    """Somebody tried to change what the audit trail says."""

    def __init__(self):
        super().__init__("The audit trail can only be added to.")


class AuditQuerySet(models.QuerySet):
    def update(self, **fields):
        raise AppendOnly

    def delete(self):
        raise AppendOnly


class AuditEntry(models.Model):
    at = models.DateTimeField("when", auto_now_add=True, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    who = models.CharField(max_length=150, help_text="The person’s name then, with or without an account.")
    did = models.CharField("what", max_length=50, db_index=True)
    kind = models.CharField(max_length=100, help_text="What sort of thing it was, such as guidelines.edition.")
    key = models.CharField(max_length=100, blank=True, help_text="Its primary key then.")
    thing = models.CharField("to", max_length=300, help_text="The thing’s name then.")
    reason = models.TextField(blank=True)
    details = models.JSONField(default=dict)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "audit entry"
        verbose_name_plural = "audit trail"
        default_permissions = ["view"]
        indexes = [models.Index(fields=["kind", "key"])]

    def __str__(self):
        return f"{self.who} {self.did} {self.thing}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnly
