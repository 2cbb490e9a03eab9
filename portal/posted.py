"""What a browser sent, which may be anything."""

import re

# Control characters but tab and line breaks, half surrogates, and signs that turn the direction of text around.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


def number(text):
    """The whole number that these ASCII digits say; 0, which numbers no row, for any other text.

    Up to nine digits: every integer column holds such a number.
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def line_ends(text):
    """The same with every line end as one character, as people count them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def readable(posted):
    """(a copy of this QueryDict without characters that no database keeps, the names of what held some)."""
    typed, spoiled = posted.copy(), set()
    for name, values in posted.lists():
        kept = [FORBIDDEN.sub("", value) for value in values]
        if kept != values:
            typed.setlist(name, kept)
            spoiled.add(name)
    return typed, spoiled
