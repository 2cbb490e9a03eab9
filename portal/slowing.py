"""Slowing whoever asks too often. Addresses are kept as keyed digests, for a minute, in memory; never stored."""

import contextlib
import hashlib
import hmac
import secrets
from functools import wraps
from ipaddress import IPv6Address, IPv6Network

from django.conf import settings
from django.core.cache import cache

from portal import errors

WINDOW = 60  # seconds
_KEY = secrets.token_bytes(32)  # of this process: nobody can find out later whose address a digest was


def slowed(purpose, *, per_minute):
    """Answers 429 to the POSTs of one address beyond so many a minute in this process; reading is never slowed."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if request.method == "POST" and count(request, purpose) > per_minute:
                _drop_what_was_sent(request)
                return errors.too_often(request)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def _drop_what_was_sent(request):
    """Reads it, up to what any form may weigh: nobody can read an answer of a server that hangs up on the rest."""
    left = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    with contextlib.suppress(OSError):  # whoever sends has gone
        while left > 0 and (read := request.read(64 * 1024)):
            left -= len(read)


def count(request, purpose):
    """How often this address has now done this within the minute."""
    key = _key(request, purpose)
    cache.add(key, 0, WINDOW)
    try:
        return cache.incr(key)
    except ValueError:  # it ran out between the two lines
        return 1


def is_exhausted(request, purpose, *, per_minute):
    """Whether this address has used up its tries, such as guesses of a secret address; counts nothing."""
    return cache.get(_key(request, purpose), 0) >= per_minute


def _key(request, purpose):
    return f"slowing:{hmac.digest(_KEY, f'{purpose} {address(request)}'.encode(), hashlib.sha256).hex()[:32]}"


def address(request):
    """Whom a limit counts: behind our own proxy the last address that it wrote down, those before may be invented."""
    told = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        told = request.headers.get("X-Forwarded-For", "").split(",")[-1].strip() or told
    return network(told)


def network(address):
    """Of an IPv6 address its /64 network, as one household has so many addresses; IPv4 and anything else as it is."""
    try:
        number = IPv6Address(address.partition("%")[0])
    except ValueError:
        return address
    return str(number.ipv4_mapped or IPv6Network((number, 64), strict=False))
