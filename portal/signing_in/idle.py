"""A session ends when nothing has been done in it for settings.SESSION_IDLE_MINUTES."""

import contextlib
import time
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError, InterfaceError, transaction
from django.shortcuts import redirect, render
from django.urls import reverse

from portal import resending

SIGNS_OF_LIFE = "/typing/"  # end of the addresses that an open page asks by itself, whether somebody is there or not
SELDOM = 300  # seconds between two notes at least
WORTH_KEEPING = 20  # characters of a field


def is_over(request):
    """Whether this is a session in which nothing was done for too long."""
    return time.time() - _seen(request) > settings.SESSION_IDLE_MINUTES * 60


def note(request):
    """Something is done in this session. Written seldom, and apart from the request: reading never has to store."""
    if request.path.endswith(SIGNS_OF_LIFE):
        return
    now, seldom = time.time(), min(SELDOM, settings.SESSION_IDLE_MINUTES * 60 / 10)
    if "seen" in request.session and now - _seen(request) < seldom:
        return
    was_modified = request.session.modified
    request.session["seen"] = now  # for whatever else stores this session
    request.session.modified = was_modified
    with contextlib.suppress(DatabaseError, InterfaceError, UpdateError):  # it only reads, or the session just ended
        stored = type(request.session)(request.session.session_key)
        if SESSION_KEY in stored:
            stored["seen"] = now
            stored.save()


def end(request):
    """Nobody is signed in any more, also where the database only reads: then the browser alone forgets."""
    with contextlib.suppress(DatabaseError, InterfaceError), transaction.atomic():
        request.session.delete()
    request.session, request.user = type(request.session)(), AnonymousUser()


def sign_in_again(request):
    """To the door and then back to the same page; what was typed and sent too late is given back first."""
    address = f"{reverse('admin:login')}?{urlencode({'next': _page(request), 'idle': ''})}"
    texts = [(name, value) for name, value in resending.typed(request) if len(value) >= WORTH_KEEPING]
    typed = [(name, value) for name, value in texts if name != "csrfmiddlewaretoken"]
    if not typed or "X-CSRFToken" in request.headers:  # a script says it, and keeps the page
        return redirect(address)
    context = {"typed": typed, "address": address, "minutes": settings.SESSION_IDLE_MINUTES}
    response = render(request, "errors/signed_out.html", context, status=403)
    response["Cache-Control"] = "no-store"
    return response


def _seen(request):
    return request.session.get("seen") or time.time()


def _page(request):
    """The page that was asked for, or the one from which something was sent."""
    if request.method == "GET":
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host():
        return reverse("admin:index")
    return came_from._replace(scheme="", netloc="", fragment="").geturl()
