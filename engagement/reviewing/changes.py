"""What an edition changes against the one before, draft or released: each statement with its wordings marked."""

from dataclasses import dataclass, field
from uuid import UUID

from django.utils.safestring import mark_safe

from guidelines import evidence
from guidelines.comparing.showing import STATEMENT, Shown
from guidelines.difference import changed_blocks, mark
from guidelines.draft import Draft
from guidelines.models import Wording
from guidelines.models.change import SUBSTANCE, Kind
from guidelines.on_one_page import rooted


@dataclass(frozen=True)
class Side:
    """A statement as one edition has it."""

    number: str
    name: str
    chapter: str
    text: str
    source: str
    html: str
    base: str  # the address of its chapter, from which the links in its HTML start
    chapter_key: UUID


@dataclass
class Changed:
    """One statement that differs; `said` is the stored explanation, or None while nobody has written one."""

    key: str
    kind: Kind
    old: Side | None
    new: Side | None
    said: object = None
    evidence: str = ""
    successors: list = field(default_factory=list)  # of Side or key
    marked: Shown = field(default_factory=Shown)

    @property
    def last(self):
        return self.new or self.old

    @property
    def lacks_reason(self):
        return self.kind in SUBSTANCE and not (self.said and self.said.reason)

    @property
    def has_moved(self):
        return bool(self.old and self.new and self.old.chapter_key != self.new.chapter_key)


@dataclass
class Prose:
    """A chapter whose text around the statements differs, paragraph by paragraph; None where some are the same."""

    title: str
    blocks: list


def of(edition, draft=None, *, base=""):
    """[Changed] in the order of the edition, removed ones last; empty in a first edition. About six queries.

    `base` is the address of a draft, below which its chapters are.
    """
    if edition.is_draft:
        return _of_draft(draft or Draft(edition), base)
    return _of_released(edition)


def mark_all(found):
    """Gives each its `marked` wordings and its evidence as safe HTML. One query if any of that links to documents."""
    for one in found:
        one.marked = _marked(one)
    _add_evidence(found)
    return found


def _of_draft(draft, base):
    if draft.previous is None:
        return []
    found = []
    for key, kind in draft.kinds.items():
        if kind == Kind.UNCHANGED:
            continue
        placed = draft.by_key.get(key)
        new = placed and _placed(draft, placed, base)
        said = draft.explanations.get(key)
        successors = [_successor(draft, one.key) for one in said.successors.all()] if said else []
        found.append(
            Changed(key, kind, _stood(draft.before.get(key), draft.previous), new, said, successors=successors)
        )
    return found


def _placed(draft, placed, base):
    html = draft.documents[placed.chapter.pk].statement_html(placed.statement.key, resolve=draft.resolve)
    statement = placed.statement
    where = f"{base}chapters/{placed.chapter.slug}/"
    chapter = placed.chapter
    return Side(placed.number, placed.name, chapter.title, statement.text, statement.source, html, where, chapter.key)


def _successor(draft, key):
    placed = draft.by_key.get(key)
    return f"{placed.number} {placed.name}" if placed else key


def _stood(wording, edition):
    if wording is None:
        return None
    where = f"{edition.get_absolute_url()}chapters/{wording.chapter.slug}/"
    chapter = wording.chapter
    return Side(
        wording.number, wording.name, chapter.title, wording.text, wording.source, wording.html, where, chapter.key
    )


def _of_released(edition):
    previous = edition.previous
    if previous is None:
        return []
    both = Wording.objects.filter(edition__in=[edition, previous]).select_related("statement", "chapter")
    both = both.defer("chapter__html", "chapter__body", "chapter__text", "chapter__contents").order_by("position")
    now, before = ({w.statement_id: w for w in both if w.edition_id == each.pk} for each in (edition, previous))
    changes = edition.changes.exclude(kind=Kind.UNCHANGED).select_related("statement").prefetch_related("successors")
    changes = changes.prefetch_related("corrections__made_by")
    found = []
    for change in changes:
        pk = change.statement_id
        successors = [_called(now.get(one.pk), one.key) for one in change.successors.all()]
        old, new = _stood(before.get(pk), previous), _stood(now.get(pk), edition)
        found.append((now[pk].position if pk in now else 10**6, change.statement.key, change, old, new, successors))
    found.sort(key=lambda one: one[:2])
    return [Changed(key, Kind(c.kind), old, new, c, successors=next_) for _, key, c, old, new, next_ in found]


def _called(wording, key):
    return f"{wording.number} {wording.name}" if wording else key


def _marked(one):
    """Both wordings with what differs marked, each with the links of the edition that says it."""
    if one.old is None or one.new is None:
        text = _safe(one.last.html, one.last.base)
        return Shown(old=text, new=text, both=text)
    marked = mark(one.old.html, one.new.html)
    old, new = _safe(marked.old, one.old.base), _safe(marked.new, one.new.base)
    return Shown(old=old, new=new, both=_safe(marked.both, one.new.base))


def _safe(html, base):
    return mark_safe(rooted(html, base=base))  # noqa: S308 - portal.markdown sanitised it


def _add_evidence(found):
    explained = [one for one in found if one.said]
    html = evidence.html_of({one.said.evidence for one in explained})
    for one in explained:
        one.evidence = html[one.said.evidence]


def prose_of(draft, *, base):
    """[Prose] of the draft's chapters whose text outside statements differs. One query."""
    if draft.previous is None:
        return []
    before = dict(draft.previous.chapters.values_list("key", "html"))
    found = []
    for chapter in draft.chapters:
        if chapter.key not in before:
            continue
        old, new = (STATEMENT.sub("", html) for html in (before[chapter.key], draft.html(chapter)))
        if old != new and any(blocks := changed_blocks(old, new)):
            where = f"{base}chapters/{chapter.slug}/"
            found.append(Prose(chapter.title, [block and _safe(block, where) for block in blocks]))
    return found
