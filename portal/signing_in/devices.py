"""The devices on which somebody is signed in."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY, login
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from portal import audit
from portal.models import SignedIn

from . import trying

BACKEND = "django.contrib.auth.backends.ModelBackend"
KINDS = [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")]
SYSTEMS = [
    ("Windows", "Windows"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
]


def begin(request, person, *, second_step):
    """Signs this person in on this device, for settings.SESSION_COOKIE_AGE seconds whatever they do meanwhile."""
    request.session.flush()  # nothing of before goes on: another tab’s session, the half of signing in
    login(request, person, backend=BACKEND)
    request.session.set_expiry(timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE))
    request.session["second_step"] = second_step
    SignedIn.objects.create(
        person=person,
        session_key=request.session.session_key,
        device=named(request.headers.get("User-Agent", "")),
        address=trying.address_of(request),
    )


def of(person):
    """Where this person is signed in now, the newest first."""
    living = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return SignedIn.objects.filter(person=person, session_key__in=living)


def end(devices):
    """Signs out on these devices; the addresses stay known."""
    Session.objects.filter(session_key__in=devices.values("session_key")).delete()


def end_all(person, but=""):
    """Signs this person out everywhere, found in the sessions themselves; the one with the key `but` stays."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()).exclude(session_key=but).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(person.pk):
            session.delete()


def forget():
    """Removes sessions that have ended and devices whose address is no longer known. One of settings.REGULAR."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    SignedIn.objects.filter(made_at__lt=timezone.now() - trying.KNOWN).delete()


@transaction.atomic
def sign_out_everywhere(*, person, by):
    end_all(person)
    audit.record(by=by, did="signed out everywhere", of=person)


def named(user_agent):
    """“Firefox on Windows”, as far as the browser says so."""
    browser = next((name for mark, name in KINDS if mark in user_agent), "A browser")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return f"{browser} on {system}" if system else browser
