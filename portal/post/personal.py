"""Letters hold addresses. Their names stay, so that nothing is sent a second time; all else of them goes."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from portal import personal
from portal.models import Letter

NAME = "E-mails that were sent"
PURPOSE = "To send what somebody asked for or is to know, and to see what went wrong when it did not arrive."
KEPT = f"{personal.in_words(settings.LETTER_DAYS)} after an e-mail was sent, or after we gave up trying."
NOTHING = {"to": "", "subject": "", "text": "", "html": "", "headers": {}, "enclosure": None, "trouble": ""}


def due(now):
    """Letters that still say to whom they went, sent or given up so long ago."""
    ended = now - timedelta(days=settings.LETTER_DAYS)
    return Letter.objects.filter(Q(sent_at__lte=ended) | Q(gave_up_at__lte=ended)).exclude(to="")


def forget(now):
    return due(now).update(**NOTHING)


def of(email):
    return [
        {
            "to": letter.to,
            "subject": letter.subject,
            "text": letter.whole_text,
            "written_at": letter.made_at.isoformat(),
            "sent_at": letter.sent_at and letter.sent_at.isoformat(),
        }
        for letter in Letter.objects.filter(to__iexact=email).select_related("enclosure").order_by("made_at")
    ]


def erase(email):
    """One that still waits is not sent any more."""
    letters = Letter.objects.filter(to__iexact=email)
    letters.waiting().update(gave_up_at=timezone.now())
    return letters.update(**NOTHING)
