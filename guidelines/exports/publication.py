"""Everything that a downloaded file may say of an edition, read once; knows nothing of any format."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from functools import cached_property

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone

from guidelines import citing
from guidelines.draft import Draft
from guidelines.models.change import TOLD, Kind
from portal import markdown
from portal.markdown import audience
from portal.markdown.sanitising import readable

MEANING = {
    Kind.NEW: "These statements were not in the edition before.",
    Kind.AMENDED: "What these statements ask for has changed.",
    Kind.REMOVED: "These statements no longer stand. Their numbers are those of the edition before.",
    Kind.CLARIFIED: "These statements ask for the same in other words.",
    Kind.MOVED: "These statements stand in another place, in the same words.",
}


@dataclass(frozen=True)
class About:
    """What a file says of the guideline itself."""

    slug: str
    name: str
    title: str
    short_title: str
    standfirst: str
    notice: str
    introduction: str
    overview: str

    @classmethod
    def of(cls, guideline):
        return cls(**{each.name: getattr(guideline, each.name) for each in fields(cls)})


@dataclass(frozen=True)
class Chapter:
    number: int
    key: str
    slug: str
    title: str
    body: str
    reviewed_on: date | None


@dataclass(frozen=True)
class Statement:
    key: str
    number: str
    title: str
    source: str
    text: str
    chapter: Chapter
    kind: str
    professions: tuple = ()

    @property
    def name(self):
        return self.title or self.key

    @property
    def for_whom(self):
        """“For nursing and midwifery”, or "" for everybody."""
        return audience.in_words(self.professions)


@dataclass(frozen=True)
class Change:
    """What happened to one statement; number and name are those it has now, or had last."""

    key: str
    kind: str
    number: str = ""
    name: str = ""
    reason: str = ""
    evidence: str = ""
    what_to_do: str = ""
    successors: tuple = ()
    has_no_successor: bool = False

    @property
    def label(self):
        return Kind(self.kind).label

    @property
    def meaning(self):
        return MEANING[self.kind]


@dataclass(frozen=True)
class Publication:
    """One edition, or one chapter of it (`only`), as it is handed to a format."""

    guideline: About
    number: int
    released_at: datetime | None
    summary: str
    content_hash: str
    previous_hash: str
    chapters: list
    statements: list
    changes: list
    only: Chapter | None = None

    @property
    def is_draft(self):
        return self.released_at is None

    @property
    def shown(self):
        """The chapters that the file holds."""
        return [self.only] if self.only else self.chapters

    @property
    def told(self):
        """Changes that readers are told of, in the order that matters to educators; none in a first edition."""
        if not self.previous_hash:
            return []
        found = [change for change in self.changes if change.kind in TOLD]
        return sorted(found, key=lambda change: (TOLD.index(change.kind), _in_order(change.number), change.key))

    @cached_property
    def by_key(self):
        return {statement.key: statement for statement in self.statements}

    @property
    def path(self):
        """The permanent address of the edition, without the site."""
        return reverse("guidelines:edition", args=[self.guideline.slug, self.number])

    @property
    def address(self):
        chapter = f"chapters/{self.only.slug}/" if self.only else ""
        return f"{settings.SITE_URL}{self.path}{chapter}"

    def statement_address(self, key):
        return settings.SITE_URL + reverse("guidelines:pinned_statement", args=[self.guideline.slug, self.number, key])

    @property
    def title(self):
        return readable(self.only.title if self.only else self.guideline.title)

    @property
    def edition(self):
        """“Edition 2”, as a cover says it."""
        return f"Edition {self.number}"

    @property
    def when(self):
        """“Released 4 March 2019”, or that it is a draft and of which day."""
        if self.is_draft:
            return f"Draft of {formats.date_format(timezone.localdate(), 'j F Y')}, not released"
        return f"Released {formats.date_format(timezone.localtime(self.released_at), 'j F Y')}"

    @property
    def citation(self):
        """How the released edition wants to be cited."""
        source = citing.Source(
            publisher=settings.PUBLISHER,
            title=self.guideline.title,
            edition=self.number,
            released_at=self.released_at,
            url=f"{settings.SITE_URL}{self.path}",
            slug=self.guideline.slug,
        )
        return "".join(citing.harvard(source))

    def status(self, statement):
        """What the heading of a statement says of its change and of whom it is for."""
        is_told = self.previous_hash and statement.kind not in (Kind.UNCHANGED, Kind.REMOVED, "")
        change = f"{Kind(statement.kind).label} in edition {self.number}" if is_told else ""
        return " · ".join(filter(None, [change, statement.for_whom]))


def of(edition):
    """The publication of this edition: as it was released, or as its draft stands now."""
    return of_draft(edition) if edition.is_draft else of_released(edition)


def of_chapter(edition, slug):
    """The same with one chapter only. Raises LookupError when there is no such chapter."""
    whole = of(edition)
    for chapter in whole.chapters:
        if chapter.slug == slug:
            return replace(whole, only=chapter)
    raise LookupError(slug)


def of_released(edition):
    stored = edition.chapters.order_by("position").defer("html", "text", "contents")
    chapters = {chapter.pk: _chapter(number, chapter) for number, chapter in enumerate(stored, start=1)}
    changes = list(edition.changes.select_related("statement").prefetch_related("successors").order_by("pk"))
    kinds = {change.statement.key: change.kind for change in changes}
    statements = [
        Statement(
            key=w.statement.key,
            number=w.number,
            title=w.title,
            source=w.source,
            text=w.text,
            chapter=chapters[w.chapter_id],
            kind=kinds[w.statement.key],
            professions=tuple(w.profession_names),
        )
        for w in edition.wordings.select_related("statement").defer("html").order_by("position")
    ]
    before = _last_names(edition.previous)
    names = before | {statement.key: (statement.number, statement.name) for statement in statements}
    return Publication(
        guideline=About.of(edition.guideline),
        number=edition.number,
        released_at=edition.released_at,
        summary=edition.summary,
        content_hash=edition.content_hash,
        previous_hash=edition.previous_hash,
        chapters=list(chapters.values()),
        statements=statements,
        changes=[_change(change, change.kind, names) for change in changes],
    )


def of_draft(edition):
    draft = Draft(edition)
    chapters = {chapter.pk: _chapter(number, chapter) for number, chapter in enumerate(draft.chapters, start=1)}
    statements = [
        Statement(
            key=key,
            number=placed.number,
            title=placed.statement.title,
            source=placed.statement.source,
            text=placed.statement.text,
            chapter=chapters[placed.chapter.pk],
            kind=draft.kinds[key],
            professions=placed.statement.professions,
        )
        for key, placed in draft.by_key.items()
    ]
    names = _last_names(draft.previous) | {s.key: (s.number, s.name) for s in statements}
    said = draft.explanations
    changes = [
        _change(said[key], kind, names) if key in said else Change(key, kind, *names[key])
        for key, kind in draft.kinds.items()
    ]
    return Publication(
        guideline=About.of(edition.guideline),
        number=edition.number,
        released_at=None,
        summary=edition.summary,
        content_hash="",
        previous_hash=draft.previous.content_hash if draft.previous else "",
        chapters=list(chapters.values()),
        statements=statements,
        changes=changes,
    )


def _chapter(number, chapter):
    body = markdown.pin_heading_ids(chapter.body) if chapter.edition.is_draft else chapter.body
    return Chapter(number, str(chapter.key), chapter.slug, chapter.title, body, chapter.reviewed_on)


def _last_names(edition):
    """{key: (number, name)} of the edition before, for statements that were removed."""
    if edition is None:
        return {}
    return {w.statement.key: (w.number, w.name) for w in edition.wordings.select_related("statement").defer("html")}


def _change(change, kind, names):
    number, name = names.get(change.statement.key, ("", change.statement.key))
    return Change(
        key=change.statement.key,
        kind=kind,
        number=number,
        name=name,
        reason=change.reason,
        evidence=change.evidence,
        what_to_do=change.what_to_do,
        successors=tuple(sorted(successor.key for successor in change.successors.all())),
        has_no_successor=change.has_no_successor,
    )


def _in_order(number):
    return [int(part) for part in number.split(".") if part.isdigit()]
