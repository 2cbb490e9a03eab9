"""Taking in feedback, and what editors do with it."""

from django.db import transaction
from django.utils import timezone

from engagement import references
from engagement.models import Feedback, FeedbackAnswer
from portal import audit, post

State = Feedback.State


class Refused(Exception):
    """Its sentence tells the editor why."""


class NoAddress(Refused):
    def __init__(self):
        super().__init__("No address was given, so no answer can be sent. You can close the message.")


class NothingSaid(Refused):
    def __init__(self):
        super().__init__("Write the answer.")


class SaidBefore(Refused):
    def __init__(self):
        super().__init__("This answer was sent before; it was not sent again.")


def take_in(*, once, kind, page, title, document, facts):
    """Keeps it; returns (feedback, whether it is new). The same `once` twice is one."""
    defaults = facts | {
        "kind": kind,
        "page": page,
        "page_title": title,
        "document": document,
        "reference": references.new(),
    }
    return Feedback.objects.get_or_create(once=once, defaults=defaults)


@transaction.atomic
def answer(*, feedback, words, by):
    """Sends the answer to the address that they gave. Raises NoAddress, NothingSaid, or SaidBefore."""
    feedback = _locked(feedback)
    if not feedback.email:
        raise NoAddress
    if not words.strip():
        raise NothingSaid
    if feedback.answers.filter(words=words).exists():
        raise SaidBefore
    said = FeedbackAnswer.objects.create(feedback=feedback, words=words, made_by=by)
    post.queue(
        once=f"answer to feedback {said.pk}",
        to=feedback.email,
        template="engagement/feedback/mail/answer",
        context={"feedback": feedback, "words": words},
    )
    _move(feedback, State.ANSWERED, by)
    return said


@transaction.atomic
def move(*, feedback, state, by):
    """Closes it, or opens it again. Nothing happens when it is so already."""
    feedback = _locked(feedback)
    if feedback.state != state:
        _move(feedback, state, by)
    return feedback


def _locked(feedback):
    return Feedback.objects.select_for_update(no_key=True, of=("self",)).get(pk=feedback.pk)


def _move(feedback, state, by):
    audit.record(by=by, did=f"marked as {state}", of=feedback, before=feedback.state)
    feedback.state, feedback.state_by, feedback.state_since = state, by, timezone.now()
    feedback.save(update_fields=["state", "state_by", "state_since"])
