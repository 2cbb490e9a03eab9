"""What signing in stands on: second steps, recovery codes, one-time links, signed-in devices, tries that failed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class OfPerson(models.Model):
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="%(class)ss")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
        default_permissions = []


class SecondStep(OfPerson):
    """What somebody has besides a password; `secret` is sealed for an app, public for a passkey."""

    class Kind(models.TextChoices):
        APP = "app", "Authenticator app"
        PASSKEY = "passkey", "Passkey"

    kind = models.CharField(max_length=7, choices=Kind)
    name = models.CharField(max_length=80)
    secret = models.TextField()
    counter = models.BigIntegerField(default=0, help_text="Of the last code taken, which is never taken twice.")
    used_at = models.DateTimeField(null=True)

    class Meta(OfPerson.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(kind="app"), name="one_authenticator_app_each"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.name}" if self.name else self.get_kind_display()


class RecoveryCode(OfPerson):
    """Opens the second step once; only its digest is kept, and no longer than until it is used."""

    digest = models.CharField(max_length=64)

    class Meta(OfPerson.Meta):
        constraints = [models.UniqueConstraint(fields=["person", "digest"], name="recovery_code_once")]

    def __str__(self):
        return f"recovery code of {self.person}"


class WayInQuerySet(models.QuerySet):
    def good(self):
        """Neither used nor past their day, of people who may sign in."""
        return self.filter(used_at=None, expires_at__gt=timezone.now(), person__is_active=True)


class WayIn(OfPerson):
    """A one-time link at which somebody chooses a password: sent as an invitation, or because it was forgotten."""

    class Kind(models.TextChoices):
        INVITATION = "invitation", "Invitation"
        FORGOTTEN = "forgotten", "Forgotten password"

    kind = models.CharField(max_length=10, choices=Kind)
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects = WayInQuerySet.as_manager()

    class Meta(OfPerson.Meta):
        verbose_name_plural = "ways in"

    def __str__(self):
        return f"{self.get_kind_display()} of {self.person}"


class SignedIn(OfPerson):
    """A device on which somebody signed in; `address` is a keyed digest."""

    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=200)
    address = models.CharField(max_length=64)

    class Meta(OfPerson.Meta):
        ordering = ["-made_at"]

    def __str__(self):
        return f"{self.person} on {self.device}"


class FailedTry(models.Model):
    """A try to sign in that failed, for an hour; who and from where are keyed digests."""

    account = models.CharField(max_length=64)
    address = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        default_permissions = []
        indexes = [models.Index(fields=["account", "at"]), models.Index(fields=["address", "at"])]

    def __str__(self):
        return f"{self.at}"
