"""What is known of people who sent feedback: what they wrote, and an address if they gave one."""

from datetime import timedelta

from django.conf import settings

from engagement.models import Feedback
from portal import personal

NAME = "Feedback and wishes for accessible formats"
PURPOSE = "To mend what is wrong with a page, to send a format that somebody can use, and to answer who asked for it."
KEPT = f"{personal.in_words(settings.FEEDBACK_DAYS)} after it was sent."
SAID = ["reference", "kind", "page", "was_useful", "looking_for", "went_wrong", "wanted", "email", "state"]


def due(now):
    return Feedback.objects.filter(sent_at__lte=now - timedelta(days=settings.FEEDBACK_DAYS))


def forget(now):
    return personal.deleted(due(now))


def of(email):
    messages = Feedback.objects.filter(email__iexact=email).prefetch_related("answers").order_by("pk")
    return [
        {name: getattr(each, name) for name in SAID}
        | {"sent_at": each.sent_at.isoformat()}
        | {"answers": [{"at": one.made_at.isoformat(), "words": one.words} for one in each.answers.all()]}
        for each in messages
    ]


def erase(email):
    return personal.deleted(Feedback.objects.filter(email__iexact=email))
