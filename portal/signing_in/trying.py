"""Slows guessing without locking anybody out.

Failures are counted for an hour in the database, so that every process and node knows them. Somebody at another
address, or under other names at the same one, cannot use up an editor's tries: for the whole account and for the whole
address only those have to wait who have never signed in from there. The waits grow, and end.
"""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal import slowing
from portal.models import FailedTry, SignedIn

REMEMBERED = timedelta(hours=1)
KNOWN = timedelta(days=90)  # for which an address stays known after a sign-in
FREE_HERE, FREE_ADDRESS, FREE_ACCOUNT = 4, 30, 30  # tries before the first wait
LONGEST = 300  # seconds
LONGEST_ACCOUNT = 60  # seconds for addresses that are new to an account under attack


def wait(request, name, kind="password", besides=None):
    """Seconds until this address may try a password, or a code, for this name; 0 for at once."""
    recent = FailedTry.objects.filter(at__gt=timezone.now() - REMEMBERED).exclude(pk=besides)
    account, address = account_of(name, kind), address_of(request)
    own = _left(recent.filter(account=account, address=address), FREE_HERE, LONGEST)
    if _is_known(name, address):
        return own
    everywhere = _left(recent.filter(account=account), FREE_ACCOUNT, LONGEST_ACCOUNT)
    return max(own, everywhere, _left(recent.filter(address=address), FREE_ADDRESS, LONGEST))


def begin(request, name, kind="password"):
    """As `wait`; for 0 the try counts as failed until it succeeds.

    It is written down before the others are looked at: of many at once no more get on than one after the other.
    """
    FailedTry.objects.filter(at__lt=timezone.now() - REMEMBERED).delete()
    this = FailedTry.objects.create(account=account_of(name, kind), address=address_of(request))
    seconds = wait(request, name, kind, besides=this.pk)
    if seconds:
        this.delete()
    return seconds


def succeed(request, name, kind="password"):
    """Forgets the failures of this name here."""
    FailedTry.objects.filter(account=account_of(name, kind), address=address_of(request)).delete()


def account_of(name, kind):
    """Whom a try was for; no name that somebody types at the one door counts at the other."""
    return _digest(name, f"portal.signing_in.{kind}")


def address_of(request):
    return _digest(slowing.address(request), "portal.signing_in")


def _digest(text, salt):
    return salted_hmac(salt, text.strip().casefold(), algorithm="sha256").hexdigest()


def _left(failures, free, longest):
    times = failures.count() - free
    if times < 0:
        return 0
    pause = timedelta(seconds=min(2 ** min(times, 20), longest))
    last = failures.order_by("-at").values_list("at", flat=True).first()
    left = (last + pause - timezone.now()).total_seconds() if last else 0
    return max(0, int(left + 0.999))


def _is_known(name, address):
    people = get_user_model().objects.filter(username__iexact=name)
    return SignedIn.objects.filter(person__in=people, address=address, made_at__gt=timezone.now() - KNOWN).exists()
