"""How a guideline, a chapter or a statement is cited: Harvard and Vancouver text, BibTeX and RIS.

Text that editors typed passes untouched, except where a format would take it for its own signs.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
# BibTeX counts braces even after a backslash, so they become commands.
FOR_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: rf"\{sign}" for sign in "&%$#_"},
}


@dataclass(frozen=True)
class Source:
    """What is cited: the whole edition, or the part of it that `part` names; `detail` says which statement."""

    publisher: str
    title: str
    edition: int
    released_at: datetime
    url: str
    slug: str
    part: str = ""
    detail: str = ""

    @property
    def day(self):
        return timezone.localdate(self.released_at)

    @property
    def edition_in_words(self):
        return ordinal(self.edition)

    @property
    def name(self):
        """A plain name for files and for BibTeX: small letters, digits and hyphens."""
        return re.sub(r"[^a-z0-9-]", "-", f"{self.slug}-{self.edition}".lower())


def ordinal(number):
    """“2nd”, “11th”, “21st”."""
    last = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{last}"


def one_line(text):
    return " ".join(re.sub("[\x00-\x1f\x7f\u0085\u2028\u2029]", " ", text).split())


def harvard(source):
    """(words before the title, the title, words after it): the title stands in italics where there are any."""
    part = f"‘{one_line(source.part)}’, in " if source.part else ""
    detail = f" {one_line(source.detail)}." if source.detail else ""
    return (
        f"{one_line(source.publisher)} ({source.day.year}) {part}",
        one_line(source.title),
        f". {source.edition_in_words} edn.{detail} Available at: {source.url}",
    )


def vancouver(source):
    """(words before the day on which it was read, words after it), as the National Library of Medicine orders them."""
    part = f"{one_line(source.part)}. In: " if source.part else ""
    detail = f" {one_line(source.detail)}." if source.detail else ""
    publisher, day = one_line(source.publisher), source.day
    date = f"{day.year} {MONTHS[day.month - 1].capitalize()} {day.day}"
    return (
        f"{publisher}. {part}{one_line(source.title)} [Internet]. {source.edition_in_words} ed. {publisher};"
        f" {date} [cited ",
        f"].{detail} Available from: {source.url}",
    )


def bibtex(source):
    kind, titles = ("book", {"title": source.title})
    if source.part:
        kind, titles = ("incollection", {"title": source.part, "booktitle": source.title})
    fields = {
        "author": f"{{{_tex(source.publisher)}}}",  # an organisation, not a first and a last name
        **{name: f"{{{_tex(title)}}}" for name, title in titles.items()},
        "edition": source.edition_in_words,
        "publisher": _tex(source.publisher),
        "year": str(source.day.year),
        "month": MONTHS[source.day.month - 1],
        "note": _tex(source.detail),
        "url": source.url,
    }
    lines = [f"  {name} = {value if name == 'month' else f'{{{value}}}'}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{source.name},", *lines, "}", ""])


def _tex(text):
    return "".join(FOR_TEX.get(character, character) for character in one_line(text))


def ris(source):
    titles = [("TI", source.part), ("T2", source.title)] if source.part else [("TI", source.title)]
    fields = [
        ("TY", "CHAP" if source.part else "BOOK"),
        ("AU", source.publisher),
        *titles,
        ("ET", source.edition_in_words),
        ("PB", source.publisher),
        ("PY", str(source.day.year)),
        ("DA", f"{source.day:%Y/%m/%d}/"),
        ("N1", source.detail),
        ("LA", "en-GB"),
        ("ID", source.name),
        ("UR", source.url),
    ]
    lines = [f"{tag}  - {one_line(value)}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", ""])
