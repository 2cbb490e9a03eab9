"""HTML as a row of leaves: paragraphs, list items, cells, each with its words, and the tags between them.

Only for HTML that portal.markdown sanitised: every element is closed and attributes stand in double quotes.
"""

import re
from dataclasses import dataclass, field
from html import unescape

from .text import tokens

PIECE = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:[^">]|"[^"]*")*)>|[^<]+')
INLINE = {"a", "b", "code", "em", "span", "strong", "sup"}
ALONE = {"br", "img"}
HEADING = re.compile("h[2-6]")
ID = re.compile(r' id="[^"]*"')
# A link into the edition, as it is stored or as it holds on any page: the chapter's address, the place in it.
INTO_EDITION = re.compile(r' href="(?:\.\./|/guidelines/[\w-]+/editions/\d+/chapters/)([\w-]+/)(#[^"]+)?"')


@dataclass
class Word:
    """A word, or an image or line break, with the inline elements (their opening tags) that it stands in."""

    text: str
    space: str
    inside: tuple = ()
    is_tag: bool = False

    @property
    def key(self):
        """What makes it the same word. A link counts by where in the edition it leads, in whichever chapter."""
        return (self.text, tuple(INTO_EDITION.sub(_place, tag) for tag in self.inside)) if self.inside else self.text


def _place(link):
    return f" {link[2] or link[1]}"


@dataclass
class Leaf:
    """The words between two structural tags; `tag` is the element they stand in, "" outside all."""

    tag: str
    words: list = field(default_factory=list)

    @property
    def keys(self):
        return tuple(word.key for word in self.words)


def leaves(html):
    """The parts of this HTML in order: structural tags as they are written, and a Leaf for each run of words.

    Ids are left out, for the text may stand on a page twice; headings become paragraphs, for they are not the page's.
    """
    parts, open_inline, open_tags, leaf = [], [], [], None
    for piece in PIECE.finditer(html):
        closing, name, attributes = piece[1], piece[2], piece[3]
        if name is None or name in ALONE:
            if leaf is None and not (name or piece[0].strip()):
                parts.append(piece[0])
                continue
            if leaf is None:
                leaf = Leaf(open_tags[-1] if open_tags else "")
                parts.append(leaf)
            _add(leaf, piece[0], tuple(open_inline), is_tag=bool(name))
        elif name in INLINE:
            if closing:
                open_inline.pop()
            else:
                open_inline.append(ID.sub("", piece[0]))
        else:
            leaf = None
            is_heading = HEADING.fullmatch(name)
            if closing:
                open_tags.pop()
            elif name != "hr":
                open_tags.append("p" if is_heading else name)
            if is_heading:
                parts.append("</p>" if closing else '<p class="was-heading">')
            else:
                parts.append(f"<{closing}{name}{ID.sub('', attributes)}>")
    return parts


def _add(leaf, html, inside, *, is_tag):
    """White space at the start belongs to the word before."""
    if is_tag:
        leaf.words.append(Word(html, "", inside, is_tag=True))
        return
    for word, space in tokens(unescape(html)):
        if not word and leaf.words:
            leaf.words[-1].space += space
        else:
            leaf.words.append(Word(word, space, inside))
