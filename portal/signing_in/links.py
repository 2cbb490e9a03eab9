"""One-time links by e-mail, at which somebody chooses a password. Actions."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from portal import audit, post, secret_links
from portal.models import WayIn

from . import devices

LETTERS_A_DAY = 3  # to somebody whose password is said to be forgotten: anybody may say so
LASTS = {WayIn.Kind.INVITATION: timedelta(days=7), WayIn.Kind.FORGOTTEN: timedelta(hours=1)}


class NoAddress(Exception):
    """The person has no e-mail address."""


@transaction.atomic
def invite(*, person, by):
    """Sends a link that works for seven days; those sent before no longer work. Raises NoAddress."""
    if not person.email:
        raise NoAddress("Give this person an e-mail address first: the invitation goes there.")
    end(person)
    _send(person, WayIn.Kind.INVITATION)
    audit.record(by=by, did="invited", of=person)


@transaction.atomic
def withdraw_invitation(*, person, by):
    """The link sent to this person no longer works. Returns whether there was one."""
    withdrawn = end(person)
    if withdrawn:
        audit.record(by=by, did="withdrew the invitation of", of=person)
    return withdrawn


@transaction.atomic
def forgotten(email):
    """Sends a link to everybody with this address who may sign in and has a password; says nothing of whether.

    Whoever asks may be anybody: links sent before stay good, and there are at most LETTERS_A_DAY for one person.
    """
    people = get_user_model().objects.select_for_update(no_key=True)  # many at once are counted one by one
    for person in people.filter(email__iexact=email, is_active=True, is_staff=True).order_by("pk"):
        sent = WayIn.objects.filter(person=person, kind=WayIn.Kind.FORGOTTEN)
        sent.filter(made_at__lte=timezone.now() - timedelta(days=1)).delete()
        if person.has_usable_password() and sent.count() < LETTERS_A_DAY:
            _send(person, WayIn.Kind.FORGOTTEN)
            audit.record(by="somebody at the sign-in page", did="asked for a new password of", of=person)


@transaction.atomic
def choose_password(*, way_in, password):
    """Sets the password, once, and signs the person out everywhere. Returns whether the link was still good."""
    if not WayIn.objects.good().filter(pk=way_in.pk).update(used_at=timezone.now()):
        return False
    person = way_in.person
    person.set_password(password)
    person.save(update_fields=["password"])
    end(person)
    devices.end_all(person)
    audit.record(by=person, did="chose a password", of=person)
    return True


@transaction.atomic
def follow_address(*, person, before, by):
    """After another e-mail address was set: on record, told to the old one, and links sent there no longer work.

    Returns whether there was such a link.
    """
    entry = audit.record(
        by=by, did="changed the e-mail address of", of=person, before={"e-mail": before}, after={"e-mail": person.email}
    )
    if before:
        template, context = "desk/signing_in/mail/address_changed", {"person": person, "publisher": settings.PUBLISHER}
        post.queue(once=f"address changed:{entry.pk}", to=before, template=template, context=context)
    return end(person)


def end(person):
    """No link sent to this person works any longer. Returns whether one did."""
    ended, _ = WayIn.objects.filter(person=person, used_at=None).delete()
    return bool(ended)


def find(secret):
    """The link with this secret, while it is good; else None."""
    return WayIn.objects.good().select_related("person").filter(digest=secret_links.digest(secret)).first()


def waiting(people):
    """Of these people, those who were invited and have not chosen a password: {person: until when}."""
    good = WayIn.objects.good().filter(person__in=people, kind=WayIn.Kind.INVITATION)
    return dict(good.values_list("person_id", "expires_at"))


def _send(person, kind):
    secret, digest = secret_links.make()
    WayIn.objects.create(person=person, kind=kind, digest=digest, expires_at=timezone.now() + LASTS[kind])
    address = settings.SITE_URL + reverse("choose_password", args=[secret])
    context = {"person": person, "address": address, "publisher": settings.PUBLISHER}
    post.queue(once=f"{kind}:{digest}", to=person.email, template=f"desk/signing_in/mail/{kind}", context=context)
