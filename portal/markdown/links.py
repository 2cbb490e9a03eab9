"""Which addresses a text may point to, and what they look like on the page."""

import re
from urllib.parse import unquote

from markdown_it.common.normalize_url import normalizeLink

OUTSIDE = {"http", "https", "mailto", "tel"}
INTERNAL = {"statement", "chapter", "document"}
MEDIA = "/media/"

SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)


def scheme(address):
    """The scheme an address starts with, in small letters, or "" if it has none."""
    found = SCHEME.match(address)
    return found[1].lower() if found else ""


def percent_encoded(address):
    """The address as it may stand in an attribute: spaces and letters beyond ASCII percent-encoded."""
    return normalizeLink(address)


def leaves_the_site_unseen(address):
    """Whether a browser reads the address as another host although no scheme says so: //host, /\\host and the like."""
    return re.sub(r"[\x00-\x20]", "", address).replace("\\", "/").startswith("//")


def may_be_linked(address):
    return scheme(address) in OUTSIDE | {""} and not leaves_the_site_unseen(address)


def may_be_shown(source):
    """Whether a picture may be taken from there: our own media, and no way out of that folder."""
    return source.startswith(MEDIA) and ".." not in unquote(source) and "\\" not in unquote(source)
