"""Passwords that are long and yet soon guessed. In settings.AUTH_PASSWORD_VALIDATORS."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError

LONGEST_PIECE = 12  # as long as a password has to be
REPEATED = "This password repeats a short piece. Choose several words that have nothing to do with each other."
OURS = "This password is made of the names of this portal and its publisher. Choose words that are not on these pages."


class NotOfOneCloth:
    """Refuses one short piece said again and again, and what is mostly the name of the portal or its publisher."""

    def validate(self, password, user=None):
        typed = password.casefold()
        if _is_repeated(typed):
            raise ValidationError(REPEATED, code="password_repeats")
        if len(typed) > 2 * len(_without_our_names(typed)):
            raise ValidationError(OURS, code="password_of_our_names")

    def get_help_text(self):
        return "Your password can’t repeat a short piece, or be mostly the name of this portal or its publisher."


def _is_repeated(typed):
    """“passwordpassword”, “abc-abc-abc”, “aaaaaaaaaaaa”; a last time may be cut short."""
    longest = min(LONGEST_PIECE, (len(typed) + 1) // 2)
    return any(typed[:-length] == typed[length:] for length in range(1, longest + 1)) if typed else False


def _without_our_names(typed):
    names = re.findall(r"\w{3,}", f"{settings.SITE_NAME} {settings.PUBLISHER}".casefold())
    for name in sorted(names, key=len, reverse=True):
        typed = typed.replace(name, "")
    return re.sub(r"[\W_]", "", typed)
