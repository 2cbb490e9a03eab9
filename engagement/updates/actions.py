"""Asking for updates, confirming, changing one’s mind, stopping. Nobody here has an account: the secret is the key."""

from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from engagement.models import Rhythm, Subscriber, SubscriptionRequest
from engagement.models.subscriber import State, same_address
from portal import audit, post, secret_links
from portal.models import Letter

from . import consent, digests, links
from .letters import prefix

FIELDS = ["scope", "guideline", "chapter_key", "chapter_title", "rhythm", "small_too"]
LETTERS_A_DAY = 3  # to an address that has not confirmed: nobody fills somebody else’s mailbox


class NoSuchRequest(Exception):
    """The link is not one of ours, has run out, or was used before."""


@transaction.atomic
def ask(*, once, email, choice, statements=()):
    """Sends a letter with a link that confirms; the same whether the address is known here or not.

    `choice` holds the fields of engagement.models.Choice. The same `once` twice is one request and one letter.
    """
    address, now = same_address(email), timezone.now()
    if SubscriptionRequest.objects.filter(once=once).exists():
        return
    if (
        SubscriptionRequest.objects.filter(address=address, asked_at__gt=now - timedelta(days=1)).count()
        >= LETTERS_A_DAY
    ):
        return
    secret, digest = secret_links.make()
    facts = {"email": email, "address": address, "digest": digest, "consent_version": consent.VERSION}
    try:
        with transaction.atomic():
            request = SubscriptionRequest.objects.create(once=once, **facts, **choice)
    except IntegrityError:  # the other click of two was faster
        return
    request.statements.set(statements)
    post.queue(
        once=request.letter_name,
        to=email,
        template="updates/mail/confirm",
        context={
            "request": request,
            "heading": "Confirm your address",
            "address": links.confirm(secret),
            "confirm_days": settings.UPDATES_CONFIRM_DAYS,
            "is_known": Subscriber.objects.active().filter(address=address).exists(),
        },
        headers={"Auto-Submitted": "auto-generated"},
    )


def request_of(secret):
    """The request that this secret confirms. Raises NoSuchRequest."""
    found = SubscriptionRequest.objects.open().select_related("guideline")
    request = found.filter(digest=secret_links.digest(secret)).first()
    if request is None:
        raise NoSuchRequest
    return request


@transaction.atomic
def confirm(*, secret):
    """Makes the request a subscription, or the new choice of one that there is. Raises NoSuchRequest.

    Pressed twice at once, the second waits for the first and raises: whoever asks sees the page of a used link.
    """
    asked = request_of(secret)
    # All requests of that address, in order, so that two links of one person never wait for each other.
    locked = SubscriptionRequest.objects.select_for_update(of=("self",)).filter(address=asked.address).order_by("pk")
    request = next((one for one in locked if one.pk == asked.pk), None)
    if request is None:
        raise NoSuchRequest
    now = timezone.now()
    facts = {"email": request.email, "consent_version": request.consent_version, "consented_at": now}
    facts["confirmed_with"] = request.digest
    choice = {name: getattr(request, name) for name in FIELDS}
    subscriber, is_new = Subscriber.objects.get_or_create(address=request.address, defaults=facts | choice)
    if not is_new:
        subscriber = Subscriber.objects.select_for_update(of=("self",)).get(pk=subscriber.pk)
        if not subscriber.is_active:
            facts |= {"state": State.ACTIVE, "state_since": now, "hears_from": now}
        _choose(subscriber, facts | choice)
    subscriber.statements.set(request.statements.all())
    SubscriptionRequest.objects.filter(address=request.address).delete()
    return subscriber


@transaction.atomic
def change(*, subscriber, choice, statements=()):
    """Keeps the new choice; what waited for the next weekly or monthly e-mail is sent now if the rhythm changes."""
    subscriber = Subscriber.objects.select_for_update(of=("self",)).get(pk=subscriber.pk)
    _choose(subscriber, choice)
    subscriber.statements.set(statements)
    return subscriber


def _choose(subscriber, fields):
    is_sooner = fields["rhythm"] != subscriber.rhythm and subscriber.rhythm != Rhythm.AT_ONCE and subscriber.is_active
    if is_sooner:
        digests.catch_up(subscriber)
    for name, value in fields.items():
        setattr(subscriber, name, value)
    subscriber.save()


@transaction.atomic
def stop(*, subscriber):
    """No more e-mail, not even one that waits to be sent. Stopping twice changes nothing."""
    now = timezone.now()
    Subscriber.objects.filter(pk=subscriber.pk).exclude(state=State.GONE).update(state=State.GONE, state_since=now)
    forget_waiting(subscriber)
    subscriber.refresh_from_db()


@transaction.atomic
def start_again(*, subscriber):
    """For who stopped by mistake, or whose address works again."""
    now = timezone.now()
    inactive = Subscriber.objects.filter(pk=subscriber.pk).exclude(state=State.ACTIVE)
    inactive.update(state=State.ACTIVE, state_since=now, hears_from=now)
    subscriber.refresh_from_db()


@transaction.atomic
def go_quiet(email, by=None):
    """That address takes no e-mail: it is kept, and written to again only once its owner confirms anew.

    settings.MAIL_REFUSED calls it; somebody at the desk (`by`) may too.
    """
    now = timezone.now()
    for subscriber in Subscriber.objects.active().filter(address=same_address(email)):
        Subscriber.objects.filter(pk=subscriber.pk).update(state=State.QUIET, state_since=now)
        forget_waiting(subscriber)
        if by:
            audit.record(by=by, did="stopped e-mails to", of="a subscriber to updates", number=subscriber.pk)


@transaction.atomic
def erase(*, subscriber):
    """Removes the person and every letter to them; ends every link they have."""
    asking = Q(once__startswith="subscription request ", to__iexact=subscriber.email)
    Letter.objects.filter(asking | Q(once__startswith=prefix(subscriber))).delete()
    subscriber.delete()


def forget_waiting(subscriber):
    Letter.objects.waiting().filter(once__startswith=prefix(subscriber)).delete()
