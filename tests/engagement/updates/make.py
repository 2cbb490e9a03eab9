"""Subscribers and editions for tests, and the letters to them."""

import re
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from engagement.models import Rhythm, Subscriber
from engagement.updates import actions
from portal import public_forms
from portal.models import Letter
from tests.make import make_released_edition, make_second_edition

LONG_AGO = timezone.now() - timedelta(days=300)
FORM = {"about": "everything", "rhythm": "at once", "small_too": "", "chapter": "", "keys": ""}


def make_subscriber(email="ada@example.org", *, statements=(), hears_from=LONG_AGO, **fields):
    """Somebody who has confirmed, through the same actions as everybody."""
    secret = ask(email, statements=statements, **fields)
    subscriber = actions.confirm(secret=secret)
    Letter.objects.filter(to=email).delete()
    Subscriber.objects.filter(pk=subscriber.pk).update(hears_from=hears_from)
    subscriber.refresh_from_db()
    return subscriber


def ask(email="ada@example.org", once=None, statements=(), **fields):
    """The secret in the letter that asks for a confirmation, read before the letter is sent and loses it."""
    choice = {"scope": "everything", "rhythm": Rhythm.AT_ONCE} | fields
    with transaction.atomic():
        actions.ask(once=once or email, email=email, choice=choice, statements=statements)
        return secret_in(last_letter(email))


def last_letter(email="ada@example.org"):
    return Letter.objects.filter(to=email).order_by("-pk").first()


def updates(email=None):
    """The letters that tell subscribers something."""
    letters = Letter.objects.filter(once__startswith="update/").order_by("pk")
    return list(letters.filter(to=email) if email else letters)


def secret_in(letter):
    return re.search(r"/subscribe/confirm/([\w-]{43})/", letter.text)[1]


def address_in(letter, end=""):
    """The secret address of the subscriber’s choices, or of stopping."""
    return re.search(rf"https?://[^/]+(/subscribe/\d+/[\w-]{{43}}/{end})\s", letter.text + "\n")[1]


def typed(**more):
    """What a browser sends from the form."""
    return FORM | {"email": "ada@example.org", "ticket": public_forms.ticket("subscribe")} | more


def make_two_editions(at=None):
    """Edition 1 a year ago and edition 2 yesterday, or at that moment."""
    first = make_released_edition(at=timezone.now() - timedelta(days=365))
    return make_second_edition(first, at=at or timezone.now() - timedelta(days=1))
