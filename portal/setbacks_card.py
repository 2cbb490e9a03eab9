"""The desk's card about background work that failed; there is none while all is well."""

from django.db.models import F
from django.urls import reverse

from portal.cards import Card, Line
from portal.models import Setback

MOST = 5


def cards(user):
    if not user.has_perm("portal.view_setback"):
        return []
    given_up_first = F("next_try_at").asc(nulls_first=True)  # PostgreSQL and SQLite disagree about where nothing stands
    found = list(Setback.objects.order_by(given_up_first)[: MOST + 1])
    if not found:
        return []
    address = reverse("admin:portal_setback_changelist")
    lines = [Line(str(each), address, each.trouble, needs_you=each.next_try_at is None) for each in found[:MOST]]
    return [Card("What failed in the background", lines + [Line("All of it", address)] * (len(found) > MOST))]
