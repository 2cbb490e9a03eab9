"""Slows guessing without locking anybody out.

Failures are counted for an hour in the database, so that every process and node knows them. Somebody at another
address cannot use up an editor's tries: only the person's own address, and for the whole account only addresses from
which they have never signed in, have to wait. The waits grow, and end.
"""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal import slowing
from portal.models import FailedTry, SignedIn

REMEMBERED = timedelta(hours=1)
FREE_HERE, FREE_ADDRESS, FREE_ACCOUNT = 4, 30, 30  # tries before the first wait
LONGEST = 300  # seconds
LONGEST_ACCOUNT = 60  # seconds for addresses that are new to an account under attack


def wait(request, name):
    """Seconds until this address may try this name again; 0 for at once."""
    recent = FailedTry.objects.filter(at__gt=timezone.now() - REMEMBERED)
    account, address = digest(name), address_of(request)
    waits = [
        _left(recent.filter(account=account, address=address), FREE_HERE, LONGEST),
        _left(recent.filter(address=address), FREE_ADDRESS, LONGEST),
    ]
    if not _is_known(name, address):
        waits.append(_left(recent.filter(account=account), FREE_ACCOUNT, LONGEST_ACCOUNT))
    return max(waits)


def begin(request, name):
    """Counts a try as failed before it is judged, so that many at once gain nothing."""
    FailedTry.objects.filter(at__lt=timezone.now() - REMEMBERED).delete()
    FailedTry.objects.create(account=digest(name), address=address_of(request))


def succeed(request, name):
    """Forgets the failures of this name here."""
    FailedTry.objects.filter(account=digest(name), address=address_of(request)).delete()


def address_of(request):
    return digest(slowing.address(request))


def digest(text):
    return salted_hmac("portal.signing_in", text.strip().casefold(), algorithm="sha256").hexdigest()


def _left(failures, free, longest):
    times = failures.count() - free
    if times < 0:
        return 0
    pause = timedelta(seconds=min(2 ** min(times, 20), longest))
    last = failures.order_by("-at").values_list("at", flat=True).first()
    left = (last + pause - timezone.now()).total_seconds() if last else 0
    return max(0, int(left + 0.999))


def _is_known(name, address):
    people = get_user_model().objects.filter(username__iexact=name.removeprefix("code:"))
    return SignedIn.objects.filter(person__in=people, address=address).exists()
