"""What is known of reviewers: why, for how long, and how to show or remove it."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from engagement.models import ReviewComment, ReviewLink
from guidelines.models import Verdict
from portal import personal

NAME = "Reviewers without an account"
PURPOSE = "To ask people to look at a draft, and to account for who commented on it and approved it."
KEPT = (
    f"The e-mail address until {personal.in_words(settings.REVIEWER_DAYS)} after the link stopped working; name, "
    "organisation and comments for as long as the edition’s dossier is kept."
)
NOBODY = "A reviewer (name removed)"


def due(now=None):
    """Links whose e-mail address has been kept long enough."""
    ended = (now or timezone.now()) - timedelta(days=settings.REVIEWER_DAYS)
    stopped = Q(expires_at__lte=ended) | Q(revoked_at__lte=ended) | Q(edition__released_at__lte=ended)
    return ReviewLink.objects.filter(stopped).exclude(email="")


@transaction.atomic
def forget(now=None):
    """Removes what is due; returns from how many links."""
    return due(now).update(email="")


def of(email):
    """Everything kept of the person with that address, as plain data."""
    return [
        {
            "edition": str(link.edition),
            "name": link.name,
            "organisation": link.organisation,
            "email": link.email,
            "link_made_at": link.made_at.isoformat(),
            "link_last_used_at": link.last_used_at and link.last_used_at.isoformat(),
            "comments": [{"at": one.made_at.isoformat(), "words": one.words} for one in link.comments.all()],
            "verdicts": [
                {"at": one.made_at.isoformat(), "kind": one.kind, "words": one.words} for one in _verdicts([link])
            ],
        }
        for link in _links(email).select_related("edition__guideline").prefetch_related("comments")
    ]


@transaction.atomic
def erase(email):
    """Takes name, organisation and address from all that the person left; what they said stays, by nobody.

    The audit trail is never changed: it keeps the name under which somebody approved. Returns how many links it was.
    """
    links = list(_links(email))
    pks = [link.pk for link in links]
    ReviewComment.objects.filter(link__in=pks).update(name=NOBODY)
    _verdicts(links).update(name=NOBODY)
    ended = {"name": NOBODY, "organisation": "", "email": "", "expires_at": timezone.now()}
    return ReviewLink.objects.filter(pk__in=pks).update(**ended)


def _links(email):
    return ReviewLink.objects.filter(email__iexact=email)


def _verdicts(links):
    editions, labels = {link.edition_id for link in links}, {link.label for link in links}
    return Verdict.objects.filter(edition__in=editions, link__in=labels)
