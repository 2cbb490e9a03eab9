"""What somebody who sent something without an account names it by."""

import secrets

from django.conf import settings

SIGNS = "23456789BCDFGHJKMNPQRTVWXZ"  # read aloud without mistakes, and they make no words


def new():
    """HEE-7K3M-9QXR-2PTD: 56 bits, so that nobody guesses one."""
    publisher = "".join(word[0] for word in settings.PUBLISHER.upper().split() if word[0].isalpha())[:5] or "REF"
    groups = ("".join(secrets.choice(SIGNS) for _ in range(4)) for _ in range(3))
    return "-".join([publisher, *groups])
