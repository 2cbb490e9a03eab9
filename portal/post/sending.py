"""Sending what is due. Two processes may do so at once: each letter is claimed right before it is sent."""

import logging
from contextlib import closing
from datetime import timedelta
from email.utils import parseaddr
from smtplib import SMTPDataError, SMTPException, SMTPNotSupportedError, SMTPRecipientsRefused, SMTPSenderRefused

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.module_loading import import_string

from portal import background, rounds, secret_links
from portal.models import Letter

from .line import Away, Line, hung_up

logger = logging.getLogger(__name__)

# This letter, not every letter.
REFUSED = (SMTPRecipientsRefused, SMTPDataError, SMTPSenderRefused, SMTPNotSupportedError, ValueError)
IN_A_ROW = 3  # letters over which the server hangs up: then it takes none at this moment
NO_SUCH_MAILBOX = {550, 551, 553}
CLAIM = timedelta(minutes=10)  # after which a letter whose sender died is tried again
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440, 2880)]  # about four days in all


def send_due():
    """Sends letters whose time has come, for about a minute; returns how many were sent.

    A letter over which the server hangs up waits for its next try. Where no connection can be made, or a few letters
    in a row fail so, the round ends; the others stay as they were.
    """
    sent, in_a_row, is_over = 0, 0, rounds.begin()
    with closing(Line()) as line:
        while in_a_row < IN_A_ROW and not is_over() and (letter := _next()):
            try:
                sent += line.carry(_sent, letter)
                in_a_row = 0
            except (Away, SMTPException, OSError) as trouble:
                logger.warning("The mail server is away, or hung up over letter %s: %s", letter.pk, trouble)
                _put_back(letter, trouble)
                in_a_row = IN_A_ROW if isinstance(trouble, Away) else in_a_row + 1
    return sent


@transaction.atomic
def try_again(*, letters):
    """Those of these letters that were not sent are due now, as if they were new; returns how many."""
    unsent = letters.order_by().filter(sent_at=None).exclude(to="")
    number = unsent.update(next_try_at=timezone.now(), gave_up_at=None, tries=0)
    background.after_commit(send_due)
    return number


def _next():
    """The letter that waited longest, claimed; None when there is none."""
    letters = Letter.objects.select_related("enclosure").order_by("next_try_at", "pk")
    while letter := letters.due().first():
        if _claimed(letter):
            return letter
    return None


def _claimed(letter):
    """Whether this process may send it; nobody else tries before the claim has run out."""
    now = timezone.now()
    return Letter.objects.due(now).filter(pk=letter.pk).update(next_try_at=now + CLAIM, tries=F("tries") + 1)


def _sent(letter, connection):
    try:
        _message(letter, connection).send()
    except REFUSED as trouble:
        if hung_up(trouble):
            raise
        logger.warning("Letter %s was refused: %s", letter.pk, trouble)
        _put_back(letter, trouble)
        return 0
    # Once it is sent we keep no copy of a secret address: a stolen database opens nothing.
    said = {"text": secret_links.hidden(letter.text), "html": secret_links.hidden(letter.html)}
    said["headers"] = {name: secret_links.hidden(value) for name, value in letter.headers.items()}
    _kept(letter).update(sent_at=timezone.now(), trouble="", **said)
    return 1


def _message(letter, connection):
    # A fixed Message-ID lets a receiver drop the second copy should a server accept a letter and then lose its answer.
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    headers = {"Message-ID": f"<letter-{letter.pk}.{letter.made_at:%Y%m%d%H%M%S%f}@{domain}>"} | letter.headers
    message = EmailMultiAlternatives(
        letter.subject, letter.whole_text, to=[letter.to], headers=headers, connection=connection
    )
    if letter.html:
        message.attach_alternative(letter.whole_html, "text/html")
    return message


def _put_back(letter, trouble):
    """Until its next pause is over; given up when the address takes no post, or after the last pause."""
    letter.refresh_from_db(fields=["tries"])
    fields = {"trouble": str(trouble)[:300]}
    if _is_final(trouble) or letter.tries > len(PAUSES):
        fields["gave_up_at"] = timezone.now()
    else:
        fields["next_try_at"] = timezone.now() + PAUSES[letter.tries - 1]
    _kept(letter).update(**fields)
    if _is_final(trouble):
        for name in settings.MAIL_REFUSED:
            import_string(name)(letter.to)


def _kept(letter):
    """Its row; none when somebody had it erased while it was on its way."""
    return Letter.objects.filter(pk=letter.pk).exclude(to="")


def _is_final(trouble):
    """Whether the server said that this address takes no post (RFC 5321: 550, 551, 553).

    Not what it says of us: 5.7 (RFC 3463) is a rule of its own, such as that it passes on no letters of ours.
    """
    said = []
    if isinstance(trouble, SMTPRecipientsRefused):
        said = list(trouble.recipients.values())
    elif isinstance(trouble, SMTPDataError):
        said = [(trouble.smtp_code, trouble.smtp_error)]
    return bool(said) and all(code in NO_SUCH_MAILBOX and b"5.7." not in force_bytes(words) for code, words in said)
