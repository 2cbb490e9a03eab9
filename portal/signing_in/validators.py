"""Passwords that are long and yet soon guessed. In settings.AUTH_PASSWORD_VALIDATORS."""

import re
from threading import Lock

from django.conf import settings
from django.core.exceptions import ValidationError
from zxcvbn import zxcvbn

ENOUGH = 10**10  # guesses, from which on zxcvbn calls a password very strong
JUDGED = 32  # characters: what is good is good by then, and the time it takes grows with the square
A_SIGN = 10  # guesses: what zxcvbn counts for any character that it knows nothing about
OF_THE_PERSON = ["username", "first_name", "last_name", "email"]
ADVICE = "Choose several words that have nothing to do with each other, with you, this portal or its publisher."

_one_at_a_time = Lock()  # zxcvbn keeps the names where all threads see them


class SoonGuessed:
    """Refuses what zxcvbn would guess within ENOUGH tries, knowing this person, the portal and its publisher.

    Judged as typed, and once more by what is left without blanks, signs and these names: zxcvbn takes “password 1234”
    for random, and a name among other words for something.
    """

    def validate(self, password, user=None):
        names, typed = _names(user), password.casefold()[:JUDGED]
        words = re.sub(r"[\W_]", "", typed)
        signs = len(typed) - len(words)
        rest = re.sub("|".join(map(re.escape, names)), "", words) if names else words
        if min(_guesses(typed, names), _guesses(rest, names) * A_SIGN**signs) < ENOUGH:
            raise ValidationError(f"This password would soon be guessed. {ADVICE}", code="password_soon_guessed")

    def get_help_text(self):
        return f"Your password can’t be one that is soon guessed. {ADVICE}"


def _names(person):
    """Words of three letters and more that anybody would try for this person, the longest first."""
    said = [settings.SITE_NAME, settings.PUBLISHER, *(getattr(person, name, "") or "" for name in OF_THE_PERSON)]
    return sorted(set(re.findall(r"[^\W_]{3,}", " ".join(said).casefold())), key=lambda name: (-len(name), name))


def _guesses(text, names):
    with _one_at_a_time:
        return int(zxcvbn(text, user_inputs=names)["guesses"]) if text else 1
