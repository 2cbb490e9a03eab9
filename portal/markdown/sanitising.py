"""The last gate: whatever the reader made of a text, only elements and attributes named here leave.

Classes are allowed by name, ids only in the three shapes that this package writes, addresses only where links.py
allows them. What the package itself writes passes unchanged.
"""

import re

import nh3

from . import links
from .box_html import STATES
from .boxes import LABELS
from .headings import HEADING_ID

UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
WORDS = {"a", "b", "br", "code", "em", "img", "span", "strong", "sup"}
BLOCKS = {"blockquote", "dd", "div", "dl", "dt", "figcaption", "figure", "hr", "li", "ol", "p", "pre", "section", "ul"}
TABLES = {"table", "tbody", "td", "th", "thead", "tr"}
TAGS = HEADINGS | WORDS | BLOCKS | TABLES
ATTRIBUTES = {
    "a": {"href", "id", "title"},
    "div": {"aria-label"},
    "img": {"alt", "src", "title"},
    "li": {"id"},
    "ol": {"start"},
    "section": {"aria-label", "id"},
    **{heading: {"id"} for heading in HEADINGS},
}
FIXED_VALUES = {
    "div": {"role": {"note", "region"}, "tabindex": {"0"}},
    "img": {"loading": {"lazy"}},
    "th": {"scope": {"col"}},
}
CALLOUT = {"callout", *(f"callout--{kind}" for kind in LABELS)}
CLASSES = {
    "a": {"footnotes__back"},
    "div": CALLOUT | {"statement__words", "table"},
    "figure": CALLOUT,
    "p": {"callout__label", "statement__head"},
    "section": {"footnotes", "statement"},
    "span": {"callout__title", "dead-link", "nhsuk-u-visually-hidden", "state", "statement__for", "statement__title"}
    | {f"state--{state}" for state in STATES},
    "sup": {"footnote-reference"},
    "td": {"align-center", "align-right"},
    "th": {"align-center", "align-right"},
    "ul": {"statement__links"},
}
IDS = {"a": re.compile(r"reference_\d+(_\d+)?\Z"), "li": re.compile(r"footnote_\d+\Z")}


def keep_attribute(tag, name, value):
    """The value an attribute keeps, or None to drop it (called by nh3 for each one it would let through)."""
    if name == "id" and not IDS.get(tag, HEADING_ID).match(value):
        return None
    if name == "href" and links.leaves_the_site_unseen(value):
        return None
    if name == "src" and not links.may_be_shown(value):
        return None
    if name == "start" and not re.fullmatch(r"\d{1,9}", value):
        return None
    return value


CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    tag_attribute_values=FIXED_VALUES,
    allowed_classes=CLASSES,
    attribute_filter=keep_attribute,
    url_schemes=links.OUTSIDE,
    link_rel=None,
)


def readable(text):
    """The text with characters that no page may hold (control characters, half surrogates) shown as U+FFFD."""
    return UNREADABLE.sub("\ufffd", text)


def sanitise(html):
    """The HTML with everything taken out that this package does not write itself."""
    return CLEANER.clean(readable(html))
