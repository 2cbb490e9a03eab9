"""What is known of people who want to join the steering group."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q

from engagement.models import ExpressionOfInterest
from portal import personal

NAME = "Expressions of interest in the steering group"
PURPOSE = "To form the steering group, to reply to everybody who wants to join it, and to stay in touch with members."
KEPT = (
    f"{personal.in_words(settings.INTEREST_DAYS)} after we last dealt with it; for members, "
    f"{personal.in_words(settings.MEMBER_DAYS)} after they became one."
)
SAID = ["reference", "name", "email", "organisation", "role", "profession", "region", "why", "listed_as", "notes"]
AGREED = ["may_be_listed", "consent_version", "consent_text"]


def due(now):
    is_member = Q(state=ExpressionOfInterest.State.MEMBER)
    long_ago = now - timedelta(days=settings.INTEREST_DAYS)
    very_long_ago = now - timedelta(days=settings.MEMBER_DAYS)
    return ExpressionOfInterest.objects.filter(
        is_member & Q(state_since__lte=very_long_ago) | ~is_member & Q(state_since__lte=long_ago)
    )


def forget(now):
    return personal.deleted(due(now))


def of(email):
    return [
        {name: getattr(each, name) for name in SAID + AGREED}
        | {"state": each.state, "since": each.state_since.isoformat(), "sent_at": each.sent_at.isoformat()}
        for each in ExpressionOfInterest.objects.filter(email__iexact=email).order_by("pk")
    ]


def erase(email):
    """Takes them off the public list as well."""
    return personal.deleted(ExpressionOfInterest.objects.filter(email__iexact=email))
