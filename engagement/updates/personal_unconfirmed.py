"""What is known of people who asked for updates and have not confirmed their address."""

from django.conf import settings

from engagement.models import SubscriptionRequest
from engagement.models.subscriber import same_address
from portal import personal
from portal.models import Letter

from .personal import choice_of

NAME = "Requests for updates that nobody has confirmed"
PURPOSE = "To send a link by which the owner of the address can confirm it."
KEPT = f"{personal.in_words(settings.UPDATES_CONFIRM_DAYS)}."


def due(now=None):
    """Those whose link no longer works."""
    return SubscriptionRequest.objects.run_out(now)


def forget(now=None):
    return _erase(due(now))


def of(email):
    return [choice_of(one) | {"asked_at": one.asked_at.isoformat()} for one in _of(email).select_related("guideline")]


def erase(email):
    return _erase(_of(email))


def _of(email):
    return SubscriptionRequest.objects.filter(address=same_address(email))


def _erase(requests):
    """With the letters: nobody has to know that somebody asked."""
    found = list(requests)
    Letter.objects.filter(once__in=[one.letter_name for one in found]).delete()
    SubscriptionRequest.objects.filter(pk__in=[one.pk for one in found]).delete()
    return len(found)
