"""SubscriptionRequest: somebody asked for updates and has not confirmed the address. Subscriber: somebody who has."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .choice import Choice, names_what_it_needs


def same_address(email):
    """The form in which two spellings of one address are the same."""
    return email.strip().lower()


class SubscriptionRequestQuerySet(models.QuerySet):
    def open(self, at=None):
        """Those that can still be confirmed."""
        return self.filter(asked_at__gt=(at or timezone.now()) - timedelta(days=settings.UPDATES_CONFIRM_DAYS))

    def run_out(self, at=None):
        return self.filter(asked_at__lte=(at or timezone.now()) - timedelta(days=settings.UPDATES_CONFIRM_DAYS))


class SubscriptionRequest(Choice):
    """The secret of its link is in the letter alone; here is its digest."""

    email = models.EmailField("e-mail address", max_length=254)
    address = models.CharField(max_length=254, db_index=True, help_text="In small letters.")
    once = models.CharField(max_length=60, unique=True, help_text="Of the form: a double click makes one.")
    digest = models.CharField(max_length=64, unique=True)
    consent_version = models.CharField(max_length=20)
    asked_at = models.DateTimeField("asked", default=timezone.now)

    objects = SubscriptionRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        verbose_name = "subscriber who has not confirmed yet"
        verbose_name_plural = "subscribers who have not confirmed yet"
        default_permissions = ["view"]
        constraints = [names_what_it_needs("request_names_what_it_needs")]

    def __str__(self):
        return self.email

    @property
    def letter_name(self):
        """The name of the letter that brings its link."""
        return f"subscription request {self.digest}"


class State(models.TextChoices):
    ACTIVE = "active", "Active"
    QUIET = "quiet", "Quiet: the address took no e-mail"
    GONE = "gone", "Gone: unsubscribed"


def fresh_salt():
    return secrets.token_urlsafe(24)


class SubscriberQuerySet(models.QuerySet):
    def active(self):
        return self.filter(state=State.ACTIVE)

    def due_to_go(self, at=None):
        """Those whom nobody writes to any more, for long enough."""
        at = at or timezone.now()
        gone = at - timedelta(days=settings.UPDATES_GONE_DAYS)
        quiet = at - timedelta(days=settings.UPDATES_QUIET_DAYS)
        return self.filter(Q(state=State.GONE, state_since__lte=gone) | Q(state=State.QUIET, state_since__lte=quiet))


class Subscriber(Choice):
    State = State

    email = models.EmailField("e-mail address", max_length=254)
    address = models.CharField(max_length=254, unique=True, help_text="In small letters.")
    salt = models.CharField(max_length=40, default=fresh_salt, help_text="Goes into the secret of this person’s links.")
    state = models.CharField(max_length=6, choices=State, default=State.ACTIVE)
    state_since = models.DateTimeField("since", default=timezone.now)
    hears_from = models.DateTimeField(
        default=timezone.now, help_text="What becomes public after this moment is told: that of the confirmation."
    )
    consent_version = models.CharField(max_length=20)
    consented_at = models.DateTimeField()
    confirmed_with = models.CharField(
        max_length=64, blank=True, db_index=True, help_text="Digest of the link: pressed again, it says what it said."
    )

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        ordering = ["-state_since"]
        default_permissions = ["view", "change", "delete"]
        constraints = [
            names_what_it_needs("subscriber_names_what_it_needs"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="subscriber_state_is_known"),
        ]
        indexes = [models.Index(fields=["state", "rhythm", "id"], name="subscribers_to_be_told")]

    def __str__(self):
        return self.email

    @property
    def is_active(self):
        return self.state == State.ACTIVE
