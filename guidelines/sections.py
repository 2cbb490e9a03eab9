"""A chapter's stored HTML cut at its headings, for search. Statements are left out: they are found themselves."""

import re
from dataclasses import dataclass
from html import unescape

# The stored HTML is our own and sanitised: headings carry an id and nothing else, tags hold no stray “>”.
HEADING = re.compile(r'<h[23] id="([^"]*)">(.*?)</h[23]>', re.DOTALL)
STATEMENT = re.compile(r'<section class="statement"(?: id="([^"]*)")?.*?</section>', re.DOTALL)
HIDDEN = re.compile(
    r'<span class="nhsuk-u-visually-hidden">.*?</span>|<sup class="footnote-reference">.*?</sup>', re.DOTALL
)
TAG = re.compile(r"<[^>]*>")


@dataclass
class Section:
    id: str  # empty for what stands before the first heading
    title: str
    text: str
    statements: list  # the keys of those that stand in it


def cut(html):
    """The sections of a chapter in order, the part before the first heading first."""
    parts = HEADING.split(html)
    heads = [("", ""), *zip(parts[1::3], parts[2::3], strict=True)]
    return [
        Section(id=unescape(id), title=words(title), text=words(STATEMENT.sub(" ", part)), statements=keys(part))
        for (id, title), part in zip(heads, parts[0::3], strict=True)
    ]


def keys(html):
    return [key for key in STATEMENT.findall(html) if key]


def words(html):
    """The words a reader sees, white space folded."""
    return " ".join(unescape(TAG.sub(" ", HIDDEN.sub(" ", html))).split())
