"""An edition being written, read once: every chapter parsed, every statement in its place."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property

from guidelines.models import Chapter
from guidelines.models.change import EXPLAINABLE, Kind
from portal import links, markdown


@dataclass(frozen=True)
class Placed:
    """A statement where this draft has it; number is chapter and place in it, position counts from 1."""

    statement: markdown.Statement
    chapter: Chapter
    number: str
    position: int

    @property
    def name(self):
        return self.statement.title or self.statement.key


class Draft:
    """Reads `edition` at once; later changes in the database do not show.

    `unsaved` holds texts that somebody is still typing, by chapter pk: they count instead of the stored ones.
    `parse` may be markdown.read, for who looks often and needs no HTML.
    """

    def __init__(self, edition, unsaved=(), parse=markdown.parse):
        self.edition = edition
        self.chapters = list(edition.chapters.order_by("position"))
        for chapter in self.chapters:
            chapter.body = dict(unsaved).get(chapter.pk, chapter.body)
        self.documents = {chapter.pk: parse(chapter.body) for chapter in self.chapters}
        self.previous = edition.previous

    @cached_property
    def placed(self):
        """Every statement of the draft in reading order, repeated keys included."""
        found = []
        for number, chapter in enumerate(self.chapters, start=1):
            for place, statement in enumerate(self.documents[chapter.pk].statements, start=1):
                found.append(Placed(statement, chapter, f"{number}.{place}", len(found) + 1))
        return found

    @cached_property
    def by_key(self):
        return {placed.statement.key: placed for placed in self.placed if placed.statement.key}

    @cached_property
    def names(self):
        """[(key, number and name)] of every statement of the draft."""
        return [(key, f"{placed.number} {placed.name}") for key, placed in self.by_key.items()]

    @cached_property
    def before(self):
        """The wordings of the edition before, by key."""
        if self.previous is None:
            return {}
        wordings = self.previous.wordings.select_related("statement", "chapter").defer("chapter__html", "chapter__body")
        return {wording.statement.key: wording for wording in wordings}

    @cached_property
    def explanations(self):
        """What editors wrote about changes so far, by key."""
        changes = self.edition.changes.select_related("statement").prefetch_related("successors")
        return {change.statement.key: change for change in changes}

    @cached_property
    def kinds(self):
        """How each statement, of this draft or the edition before, differs: {key: Kind}, removed ones last."""
        kinds = {key: self._kind(placed) for key, placed in self.by_key.items()}
        return kinds | {key: Kind.REMOVED for key in self.before if key not in kinds}

    def _kind(self, placed):
        old = self.before.get(placed.statement.key)
        if old is None:
            return Kind.NEW
        new = placed.statement
        said_before = (old.title, old.profession_names, _folded(old.source))
        if said_before != (new.title, list(new.professions), _folded(new.source)):
            said = self.explanations.get(placed.statement.key)
            return Kind.CLARIFIED if said and said.kind == Kind.CLARIFIED else Kind.AMENDED
        return Kind.MOVED if old.chapter.key != placed.chapter.key else Kind.UNCHANGED

    @property
    def statuses(self):
        """What each statement's heading says of its change, by key; nothing in a first edition."""
        if self.previous is None:
            return {}
        return {
            key: f"{kind.label} in edition {self.edition.number}"
            for key, kind in self.kinds.items()
            if kind not in (Kind.UNCHANGED, Kind.REMOVED)
        }

    def chapter(self, slug):
        """The chapter at that address, or None."""
        return next((chapter for chapter in self.chapters if chapter.slug == slug), None)

    def html(self, chapter):
        """The chapter as readers will see it, sanitised."""
        number = self.chapters.index(chapter) + 1
        return self.documents[chapter.pk].html(chapter=number, statuses=self.statuses, resolve=self.resolve)

    @cached_property
    def anchors(self):
        """{chapter slug: the ids that a link into it may name}."""
        return {
            chapter.slug: {heading.id for heading in self.documents[chapter.pk].headings}
            | {statement.key for statement in self.documents[chapter.pk].statements}
            for chapter in self.chapters
        }

    @cached_property
    def _resolve_outside(self):
        return links.resolver(*self.documents.values())

    def resolve(self, scheme, target):
        """The address of `chapter:slug#anchor`, `statement:key` or a thing outside the edition; None when dead."""
        if scheme == "statement":
            placed = self.by_key.get(target)
            return placed and f"../{placed.chapter.slug}/#{target}"
        if scheme == "chapter":
            slug, hash_sign, anchor = target.partition("#")
            if slug not in self.anchors or (hash_sign and anchor not in self.anchors[slug]):
                return None
            return f"../{slug}/{hash_sign}{anchor}"
        return self._resolve_outside(scheme, target)

    @cached_property
    def said(self):
        """What a release keeps of the editors' explanations: those of statements that differ, by key."""
        return {
            key: self.explanations[key]
            for key, kind in self.kinds.items()
            if kind in EXPLAINABLE and key in self.explanations
        }

    @cached_property
    def fingerprint(self):
        """Changes whenever anything that a release would make public changes, and by nothing else.

        Heading ids that a release would write into the text count as written, so that a draft which was scheduled and
        unscheduled is the same draft.
        """
        content = [
            [self._chapter(chapter) for chapter in self.chapters],
            [[key, self.kinds[key]] + _explained(self.kinds[key], change) for key, change in sorted(self.said.items())],
            self.edition.summary,
            self.previous and self.previous.content_hash,
        ]
        return _hash(content)

    def _chapter(self, chapter):
        body = _as_released(chapter.body, self.documents[chapter.pk])
        return [str(chapter.key), chapter.position, chapter.slug, chapter.title, body]


_PINNED = {}  # the hash of a text: the hash of what a release makes of it. The desk's first page asks again and again.


def _as_released(body, document):
    before = _hash(body)
    if before not in _PINNED:
        if len(_PINNED) >= 10_000:
            _PINNED.clear()
        _PINNED[before] = _hash(markdown.pin_heading_ids(body, document))
    return _PINNED[before]


def _hash(content):
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def _explained(kind, change):
    words = [change.reason, change.evidence, change.what_to_do]
    if kind != Kind.REMOVED:
        return words
    return [*words, change.has_no_successor, sorted(successor.key for successor in change.successors.all())]


def _folded(text):
    return " ".join(text.split())
