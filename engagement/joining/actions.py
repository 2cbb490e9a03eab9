"""Taking in expressions of interest, and what editors do with them."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from engagement import references
from engagement.models import ExpressionOfInterest, ListedMember
from portal import audit, post

from . import consent

State = ExpressionOfInterest.State
LETTERS_A_DAY = 3  # to one address: nobody fills somebody else’s mailbox


@transaction.atomic
def express(*, call, once, facts):
    """Keeps it and acknowledges it by e-mail; returns (expression, whether it is new).

    The same `once` twice is one. The same person with another page is another one: nobody learns from the page that
    an address is known, and nobody can overwrite what somebody else wrote.
    """
    defaults = facts | {
        "call": call,
        "reference": references.new(),
        "consent_version": consent.VERSION,
        "consent_text": consent.text(),
        "was_late": timezone.localdate() > call.closes_on,
    }
    expression, is_new = ExpressionOfInterest.objects.get_or_create(once=once, defaults=defaults)
    if is_new:
        _acknowledge(expression)
    return expression, is_new


def _acknowledge(expression):
    same = ExpressionOfInterest.objects.filter(call=expression.call, email__iexact=expression.email)
    earlier = same.exclude(pk=expression.pk)
    if earlier.filter(sent_at__gt=timezone.now() - timedelta(days=1)).count() >= LETTERS_A_DAY:
        return
    post.queue(
        once=f"expression of interest {expression.reference}",
        to=expression.email,
        template="engagement/joining/mail/acknowledgement",
        context={"expression": expression, "call": expression.call, "earlier": earlier.order_by("sent_at").first()},
        headers={"Auto-Submitted": "auto-generated"},
    )


@transaction.atomic
def move(*, expression, state, by):
    """Says what became of it; the public list follows. Nothing happens when it is so already."""
    expression = ExpressionOfInterest.objects.select_for_update(no_key=True, of=("self",)).get(pk=expression.pk)
    if expression.state == state:
        return expression
    audit.record(by=by, did=f"marked as {state}", of=expression, before=expression.state)
    expression.state, expression.state_by, expression.state_since = state, by, timezone.now()
    expression.save(update_fields=["state", "state_by", "state_since"])
    _list_or_not(expression)
    return expression


@transaction.atomic
def note(*, expression, words, by):
    """Keeps the editors’ notes; the audit trail says that they changed, not what they say."""
    expression.notes = words
    expression.save(update_fields=["notes"])
    audit.record(by=by, did="wrote notes on", of=expression)


@transaction.atomic
def unlist(*, expression, by):
    """Takes a member off the public list, as they asked; only they themselves can come onto it."""
    if expression.may_be_listed:
        expression.may_be_listed, expression.listed_as = False, ""
        expression.save(update_fields=["may_be_listed", "listed_as"])
        audit.record(by=by, did="took off the list", of=expression)
        _list_or_not(expression)
    return expression


def _list_or_not(expression):
    if expression.state == State.MEMBER and expression.may_be_listed:
        facts = {"call_id": expression.call_id, "named": expression.listed_as}
        ListedMember.objects.update_or_create(expression=expression, defaults=facts)
    else:
        ListedMember.objects.filter(expression=expression).delete()
