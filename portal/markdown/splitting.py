"""A text cut in two at a heading, so that each half reads as it did: its footnotes, link addresses and ids go along."""

import re
from dataclasses import dataclass

from .dialect import READER
from .document import parse
from .headings import level
from .pinning import pin_heading_ids

LINK = re.compile(r"(\]\(<?|^ {0,3}\[[^\]\n]+\]:[ \t]*<?)((?:#|chapter:)[^\s)>]*)", re.MULTILINE)


class NotThere(Exception):
    """The text has no heading with that id at which it could be cut."""


@dataclass(frozen=True)
class Halves:
    """`after` has lost its first heading, whose words are `title`; `moved` holds the ids and keys in it."""

    before: str
    title: str
    after: str
    heading_id: str
    moved: frozenset


def places(text):
    """[Heading] at which the text can be cut: those of level 2 with words before and after. Raises TooLong."""
    document = parse(text)
    lines = text.split("\n")
    return [
        heading
        for heading, token in zip(document.headings, document.heading_tokens, strict=True)
        if level(token) == 2 and not token.level
        if "".join(lines[: token.map[0]]).strip() and "".join(lines[token.map[1] :]).strip()
    ]


def split(text, heading_id):
    """The Halves of the text, cut before that heading. Every id stays what it was. Raises NotThere, TooLong."""
    if heading_id not in {heading.id for heading in places(text)}:
        raise NotThere
    text = pin_heading_ids(text)
    document = parse(text)
    heads = list(zip(document.headings, document.heading_tokens, strict=True))
    place = next(place for place, (heading, _) in enumerate(heads) if heading.id == heading_id)
    heading, (start, end) = heads[place][0], heads[place][1].map
    lines = text.split("\n")
    _raise_headings(lines, [token for _, token in heads[place + 1 :]])
    before, after = _with_definitions(lines, start, end)
    ids = {each.id for each, token in heads if token.map[0] > start}
    keys = {each.key for each in document.statements if each.line > start}
    return Halves(before, heading.title, after, heading_id, frozenset(ids | keys))


def relink(text, change):
    """The text with the address of each link to `#…` or `chapter:…` as `change` returns it."""
    return LINK.sub(lambda found: found[1] + change(found[2]), text)


def _raise_headings(lines, tokens):
    """The first section stands under the page's title now: headings below its own come up one level."""
    for token in tokens:
        if level(token) == 2 and not token.level:
            return
        if token.markup.startswith("###") and not token.level:
            lines[token.map[0]] = lines[token.map[0]].replace("#", "", 1)


def _with_definitions(lines, start, end):
    """The two halves, each with the footnotes and link addresses that it mentions wherever they were written."""
    halves = [lines[:start], lines[end:]]
    for mark, first, last in _definitions("\n".join(lines)):
        own = 0 if first < start else 1
        offset = 0 if own == 0 else end
        written = "\n".join(lines[first:last]).strip("\n")
        kept = [line for number, line in enumerate(halves[own], start=offset) if not first <= number < last]
        if mark(halves[1 - own]):
            halves[1 - own] = [*_ended(halves[1 - own]), "", written]
            if not mark(kept):
                # Emptied rather than taken out, so that the numbers of the lines below it stay.
                for number in range(first, last):
                    halves[own][number - offset] = ""
    return ["\n".join(half).strip("\n") + "\n" for half in halves]


def _ended(lines):
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return lines


def _definitions(text):
    """(whether lines mention it, first line, line after it) of each footnote and link address, footnotes first."""
    notes = {"findings": [], "containers": [], "inside_footnote": False, "table_cells": 0}
    tokens = []
    READER.block.parse(text, READER, notes, tokens)
    for token in tokens:
        if token.type == "footnote_reference_open" and not token.level:
            yield _mentions(f"[^{token.meta['label']}]"), *token.map
    lines = text.split("\n")
    for label, found in notes.get("references", {}).items():
        if lines[found["map"][0]].lstrip(" ").startswith("["):
            yield _mentions(f"[{label}]"), *found["map"]


def _mentions(mark):
    wanted = " ".join(mark.casefold().split())
    return lambda lines: wanted in " ".join("\n".join(lines).casefold().split())
