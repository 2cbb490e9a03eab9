"""What is known of subscribers."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from engagement.models import Subscriber, Told
from engagement.models.subscriber import same_address
from portal import personal
from portal.models import Enclosure

from . import actions
from .digests import LOOKS_BACK

NAME = "Subscribers to updates"
PURPOSE = "To tell people by e-mail what changes in the guidelines, as they asked."
KEPT = (
    f"Until the person stops, and {personal.in_words(settings.UPDATES_GONE_DAYS)} more; an address that takes no "
    f"e-mail, for {personal.in_words(settings.UPDATES_QUIET_DAYS)}."
)


def due(now=None):
    """Those who stopped, or whose address has taken no e-mail, for long enough."""
    return Subscriber.objects.due_to_go(now)


def forget(now=None):
    """Also who was told of editions that no e-mail would name any more, and what no letter says any more."""
    at = now or timezone.now()
    Told.objects.filter(told_at__lte=at - 2 * LOOKS_BACK).delete()
    Enclosure.objects.filter(letters=None, made_at__lte=at - timedelta(days=1)).delete()
    return _erase(due(now))


def of(email):
    return [
        choice_of(one)
        | {
            "state": one.get_state_display(),
            "since": one.state_since.isoformat(),
            "consented_at": one.consented_at.isoformat(),
            "told_of": [str(told.edition) for told in one.told.select_related("edition__guideline").order_by("pk")],
        }
        for one in _of(email).select_related("guideline")
    ]


def choice_of(one):
    """What a subscriber, or somebody who has not confirmed, chose."""
    return {
        "email": one.email,
        "about": one.in_words,
        "how_often": one.get_rhythm_display(),
        "also_clarified_and_moved": one.small_too,
        "consent_version": one.consent_version,
    }


def erase(email):
    return _erase(_of(email))


def _of(email):
    return Subscriber.objects.filter(address=same_address(email))


def _erase(subscribers):
    number = 0
    for subscriber in subscribers:
        actions.erase(subscriber=subscriber)
        number += 1
    return number
