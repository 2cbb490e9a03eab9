"""What reviewers have said and no editor has settled yet, for the desk's first page."""

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from guidelines.models import Edition
from portal.cards import Card, Line
from portal.counted import counted

MOST = 10  # drafts that the card names


def cards(user):
    """One card for who may look at editions. One query."""
    if not user.has_perm("guidelines.view_edition"):
        return []
    is_open = Q(review_comments__resolved_at=None)
    waiting = (
        Edition.objects.drafts()
        .select_related("guideline")
        .annotate(
            waiting=Count("review_comments", filter=is_open), latest=Max("review_comments__made_at", filter=is_open)
        )
        .filter(waiting__gt=0)
        .order_by("-latest")
    )
    return [Card("Comments waiting", [_line(edition) for edition in waiting[:MOST]], nothing="No comment is open.")]


def _line(edition):
    number = counted(edition.waiting, "open comment")
    latest = date_format(localtime(edition.latest), "j F, H:i")
    return Line(
        f"{number} on {edition}",
        reverse("admin:review", args=[edition.pk]),
        f"The latest came on {latest}.",
        needs_you=True,
    )
