"""Who signed in, failed to, or was refused, from where: lines of the logger `portal.security`."""

import logging

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.utils.crypto import salted_hmac

logger = logging.getLogger("portal.security")


def note(what, request, who=None, *, by=""):
    """A line that this happened; `who` is a person or what was typed as a name, `by` the factor (password, code, …).

    People are said by number. Names of nobody, which may be a password in the wrong field, and network addresses are
    said by keyed digests: the same one gives the same digest, and without SECRET_KEY nobody finds out whose it was.
    """
    said = {"event": what, "who": _said(request, who), "from": _digest(_address(request)), "by": by}
    words = "%s%s: %s, from %s, at %s"
    logger.info(words, what, by and f" ({by})", said["who"], said["from"], request.path, extra={"figures": said})


def _said(request, who):
    if isinstance(who, str):
        who = get_user_model().objects.filter(username=who).first() or who
    elif who is None:
        # Whoever the view has looked at: what is refused because the database is away must not ask it anew.
        who = getattr(request, "_cached_user", AnonymousUser())
    if isinstance(who, str):
        return f"name {_digest(who)}"
    return f"user {who.pk}" if who.pk else "nobody signed in"


def _address(request):
    from portal import slowing  # which shows the pages of portal.errors, and they note what they refuse

    return slowing.address(request)


def _digest(text):
    return salted_hmac("portal.watching.security", text.strip().casefold(), algorithm="sha256").hexdigest()[:16]
