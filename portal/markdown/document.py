"""A text that was read: its statements, headings, links and findings, and the HTML it becomes."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from . import passages, review
from .dialect import READER
from .headings import give_ids, level
from .page import Page
from .plain import fold, inline_text, plain_text
from .review import Link
from .sanitising import readable, sanitise
from .statements import Statement, number_statements

MAX_LENGTH = 400_000
MAX_LINES = 20_000


class TooLong(ValueError):
    """The text has more than MAX_LENGTH characters or MAX_LINES lines; the message says so in the writer's words."""


@dataclass(frozen=True)
class Heading:
    """A heading as readers see it: level 2 to 6, its id, its words and the line it stands on, counted from 1."""

    level: int
    id: str
    title: str
    line: int


@dataclass(frozen=True)
class Finding:
    """Something an editor should put right, in their words, and the line it is about, counted from 1."""

    line: int
    message: str


class Document:
    """What parse() found; make it with parse()."""

    def __init__(self, tokens, findings):
        self._tokens = tokens
        self.statements, self._places = number_statements(tokens, findings)
        titled = [
            (token, fold(inline_text(inline.children)))
            for token, inline in pairwise(tokens)
            if token.type == "heading_open"
        ]
        give_ids(titled, self._places, findings)
        self.heading_tokens = [token for token, _ in titled]
        self.headings = [Heading(level(token), token.meta["id"], title, token.map[0] + 1) for token, title in titled]
        self.text = plain_text(tokens)
        self.links = review.review(tokens, self.headings, self._places, findings)
        self.findings = [Finding(line, message) for line, message in sorted(findings)]

    @cached_property
    def passages(self):
        """The running text, paragraph by paragraph."""
        return passages.passages(self._tokens)

    @property
    def contents(self):
        """The headings of level 2 and 3, as dicts with "id", "title" and "level", for "on this page"."""
        return [{"id": h.id, "title": h.title, "level": h.level} for h in self.headings if h.level <= 3]

    @property
    def words(self):
        return len(self.text.split())

    def html(self, chapter=None, statuses=None, resolve=None):
        """Safe HTML of the whole text.

        Statements are numbered from 1, after the number of the chapter if there is one ("3.1"). `statuses` says by key
        what became of a statement ("Amended in edition 2"). `resolve(scheme, target)` gives the address of an internal
        link such as `statement:key`, or None if there is no such thing: then its words stand there without a link.
        """
        return self._render(self._tokens, Page(chapter=chapter, statuses=statuses or {}, resolve=resolve))

    def statement_html(self, key, resolve=None):
        """Safe HTML of one statement's wording alone, fit to stand on any page. Raises KeyError for an unknown key."""
        return self._render(self._tokens[self._places[key]], Page(resolve=resolve, alone=True))

    @staticmethod
    def _render(tokens, page):
        return sanitise(READER.renderer.render(tokens, READER.options, {"page": page}))


def parse(text):
    """Read a Markdown text.

    Raises TooLong above MAX_LENGTH characters or MAX_LINES lines. Nothing else that is typed makes it fail.
    """
    for most, number, what in (
        (MAX_LENGTH, len(text), "characters"),
        (MAX_LINES, max(text.count("\n"), text.count("\r")), "lines"),
    ):
        if number > most:
            raise TooLong(f"This text has {number:,} {what}. The most that fits is {most:,}: divide it into several.")
    findings = []
    notes = {"findings": findings, "containers": [], "inside_footnote": False, "table_cells": 0}
    tokens = READER.parse(readable(text), notes)
    return Document(tokens, findings)


class Read(Document):
    """What parse() found, without what its HTML is made of: that is parsed again when it is asked for."""

    def __init__(self, text):
        document = parse(text)
        self._text = text
        self.statements, self.headings, self.links = document.statements, document.headings, document.links
        self.text, self.findings, self.passages = document.text, document.findings, document.passages
        self.heading_tokens = document.heading_tokens

    def html(self, **asked):
        return parse(self._text).html(**asked)

    def statement_html(self, key, resolve=None):
        return parse(self._text).statement_html(key, resolve=resolve)


@lru_cache(maxsize=512)
def read(text):
    """As parse(), and kept in memory: for those who look at the same texts again and again. Raises TooLong."""
    return Read(text)


__all__ = ["MAX_LENGTH", "Document", "Finding", "Heading", "Link", "Statement", "TooLong", "parse", "read"]
