"""A text cut in two at a heading, so that each half reads as it did: its footnotes, link addresses and ids go along."""

import re
from collections import Counter
from dataclasses import dataclass

from .dialect import READER
from .document import parse
from .headings import level
from .pinning import pin_heading_ids

LINK = re.compile(r"(\]\(<?|^ {0,3}\[[^\]\n]+\]:[ \t]*<?)((?:#|chapter:)[^\s)>]*)", re.MULTILINE)
MARK = re.compile(r"\[([^\[\]]{1,999})\]")


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
    halves, tails = [lines[:start], lines[end:]], [[], []]
    marks = [_marks(half) for half in halves]
    for mark, first, last in _definitions(lines):
        own, offset = (0, 0) if first < start else (1, end)
        written = lines[first:last]
        inside = _marks(written)
        if not marks[1 - own][mark]:
            continue
        tails[1 - own].append("\n".join(written).strip("\n"))
        marks[1 - own] += inside
        if marks[own][mark] == inside[mark]:  # only the other half mentions it
            halves[own][first - offset : last - offset] = [""] * (last - first)  # the lines below keep their numbers
            marks[own] -= inside
    texts = ["\n".join(half).strip("\n") for half in halves]
    return ["\n\n".join([text, *tail]) + "\n" for text, tail in zip(texts, tails, strict=True)]


def _definitions(lines):
    """(its mark, first line, line after it) of each footnote and link address, footnotes first."""
    notes = {"findings": [], "containers": [], "inside_footnote": False, "table_cells": 0}
    tokens = []
    READER.block.parse("\n".join(lines), READER, notes, tokens)
    for token in tokens:
        if token.type == "footnote_reference_open" and not token.level:
            yield _folded(f"^{token.meta['label']}"), *token.map
    for label, found in notes.get("references", {}).items():
        if lines[found["map"][0]].lstrip(" ").startswith("["):
            yield _folded(label), *found["map"]


def _marks(lines):
    """How often each footnote or link address is mentioned, its own definition included."""
    return Counter(_folded(mark) for mark in MARK.findall("\n".join(lines)))


def _folded(mark):
    return " ".join(mark.casefold().split())
