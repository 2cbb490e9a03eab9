"""Reading a text as a careful editor would: links, pictures, boxes and headings that would let readers down."""

import re
from dataclasses import dataclass

from . import audience, links
from .boxes import KINDS
from .headings import level
from .plain import fold, inline_text

CLOSING_COLONS = re.compile(r"^ {0,3}:::+[ \t]*$", re.MULTILINE)
STRAY_COLONS = (
    "This line of colons opens or closes no box, so it shows as it stands. A box opens with ::: and its name"
    " (::: note) and closes with ::: alone."
)
ALWAYS_THERE = {"", "top"}


@dataclass(frozen=True)
class Link:
    """A link as typed: where it points, its words, and its line counted from 1."""

    target: str
    text: str
    line: int


def review(tokens, headings, keys, findings):
    """Collect the links of a text, add what is wrong to findings, and number the tables."""
    found_links = []
    anchors = ALWAYS_THERE | set(keys) | {heading.id for heading in headings}
    tables = boxes = 0
    last_level = 1
    for token in tokens:
        if token.type == "inline":
            found_links += review_inline(token, findings)
        elif token.type == "heading_open":
            if level(token) > last_level + 1:
                message = (
                    f"This heading jumps from level {last_level} to level {level(token)}. Use {'#' * (last_level + 1)}."
                )
                findings.append((token.map[0] + 1, message))
            last_level = level(token)
        elif token.type == "table_open":
            tables += 1
            token.meta["number"] = tables
        elif token.type == "box_open":
            boxes += 1
            box = token.meta["box"]
            if box.kind not in KINDS:
                message = f"There is no box called “{box.kind}”, so its words stand in the plain text. There are: "
                findings.append((box.line, message + ", ".join(sorted(KINDS)) + "."))
            findings += [(box.line, problem) for problem in audience.problems(box)]
        elif token.type == "box_close":
            boxes -= 1
        elif token.type == "fence" and boxes and CLOSING_COLONS.search(token.content):
            message = (
                "A line of colons inside a code block ends the box in the downloads. Move the code out of the box."
            )
            findings.append((token.map[0] + 1, message))
    for link in found_links:
        if link.target.startswith("#") and link.target[1:] not in anchors:
            findings.append((link.line, f"The link to “{link.target}” points to nothing on this page."))
    return found_links


def review_inline(inline, findings):
    """The links of one run of text; what is wrong with them, its pictures or its colons goes to findings."""
    first_line = line = inline.map[0] + 1 if inline.map else 1
    found, opened = [], []
    if ":::" in inline.content:
        for number, text in enumerate(inline.content.split("\n")):
            if text.startswith(":::"):
                findings.append((first_line + number, STRAY_COLONS))
    for index, token in enumerate(inline.children):
        if token.type in ("softbreak", "hardbreak"):
            line += 1
        elif token.type == "image":
            findings += [(line, problem) for problem in picture_problems(token)]
        elif token.type == "link_open":
            opened.append((index, line))
        elif token.type == "link_close":
            start, start_line = opened.pop()
            link = Link(
                inline.children[start].attrs["href"],
                fold(inline_text(inline.children[start:index])),
                start_line,
            )
            findings += [(start_line, problem) for problem in link_problems(link)]
            found.append(link)
    return found


def link_problems(link):
    if not link.text:
        yield f"The link to “{link.target}” has no words. Write them between its square brackets."
    if not link.target:
        yield f"The link “{link.text}” has no address. Write it between its round brackets."
    elif links.scheme(link.target) not in links.INTERNAL and not links.may_be_linked(link.target):
        yield (
            f"The address “{link.target}” cannot be linked. Use one that starts with https://, mailto: or tel:, or a"
            " page of this site."
        )


def picture_problems(picture):
    source = picture.attrs["src"]
    if not links.may_be_shown(source):
        yield f"The picture “{source}” is not one of ours, so only its words are shown. Upload it here first."
    if not fold(inline_text(picture.children)):
        yield f"The image without text “{source}” tells nothing to people who cannot see it. Write what it shows."
