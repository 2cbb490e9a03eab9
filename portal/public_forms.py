"""Forms that anybody may send, without a cookie and without a puzzle.

There is no session to protect from forged requests; what is left is spam and doubles. A ticket, signed and hidden in
the form, says when the page was made and names the one record that may come of it; a field that people do not see
catches robots that fill in everything.
"""

import secrets
import time
from datetime import UTC, datetime

from django import forms
from django.core import signing

from portal.watching import security

SOONEST = 2  # seconds that a person needs at least
LATEST = 7 * 24 * 60 * 60  # a page may stay open overnight


class PublicForm(forms.Form):
    """Has a `once` key after validation: store it in a unique column, and a double click makes one record.

    `website` is what people do not see: see is_from_a_robot.
    """

    purpose = "form"
    ticket = forms.CharField(widget=forms.HiddenInput, required=False)
    website = forms.CharField(
        label="Leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["ticket"] = ticket(self.purpose)
        self.once = ""

    def clean(self):
        cleaned = super().clean()
        try:
            self.once = read(self.purpose, cleaned.get("ticket", ""))
        except TooSoon as refusal:  # the ticket grows old enough by itself
            self.add_error(None, str(refusal))
        except Refused as refusal:
            self._renew_ticket()
            self.add_error(None, str(refusal))
        return cleaned

    def _renew_ticket(self):
        """The page shown again holds a good ticket, and what was typed."""
        self.data = self.data.copy()
        self.data[self.add_prefix("ticket")] = ticket(self.purpose)


def is_from_a_robot(request):
    """Whether what people do not see was filled in, which is noted: thank it, and store nothing."""
    is_filled_in = bool(request.POST.get("website"))
    if is_filled_in:
        security.note("filled in by a robot", request)
    return is_filled_in


class Refused(Exception):
    """The ticket is too young, too old or not ours; its sentence tells the person what to do."""


class TooSoon(Refused):
    """Nobody reads a form so quickly."""


def ticket(purpose):
    """A new ticket for a form of that purpose."""
    return signing.dumps([secrets.token_urlsafe(12), int(time.time())], salt=f"ticket:{purpose}")


def read(purpose, value):
    """The once-key of that ticket. Raises Refused."""
    try:
        once, made_at = signing.loads(value, salt=f"ticket:{purpose}", max_age=LATEST)
    except signing.SignatureExpired:
        raise Refused("This page was open for more than a week. What you typed is still here: send it again.") from None
    except signing.BadSignature:
        raise Refused("This form did not come back whole. What you typed is still here: send it again.") from None
    if time.time() - made_at < SOONEST:
        raise TooSoon("That was very quick. Look at your answers once more, then send them again.")
    return once


def made_at(purpose, value):
    """The moment at which that ticket was made, however long ago; None for one that is not ours."""
    try:
        _, seconds = signing.loads(value, salt=f"ticket:{purpose}")
    except signing.BadSignature:
        return None
    return datetime.fromtimestamp(seconds, tz=UTC)
