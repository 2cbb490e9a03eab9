"""Everything that a downloaded file may say of an edition; knows nothing of any format nor of where it came from."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cached_property
from itertools import groupby

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone

from guidelines import citing
from guidelines.models.change import TOLD, Kind
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
    def facts(self):
        """As files for programs say it."""
        return {
            "key": self.key,
            "kind": self.kind,
            "reason": self.reason,
            "evidence": self.evidence,
            "what_to_do": self.what_to_do,
            "successors": list(self.successors),
            "has_no_successor": self.has_no_successor,
        }


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
    def moment(self):
        """When it was released; of a draft, now."""
        return self.released_at or timezone.now()

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

    @property
    def told_by_kind(self):
        """What is told, as [(kind, what it means, its changes)]."""
        kinds = groupby(self.told, key=lambda change: change.kind)
        return [(Kind(kind), MEANING[kind], list(changes)) for kind, changes in kinds]

    @cached_property
    def by_key(self):
        return {statement.key: statement for statement in self.statements}

    def heirs(self, change):
        """The statements of this edition that take the place of one that it removed."""
        return [self.by_key[key] for key in change.successors if key in self.by_key]

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


def _in_order(number):
    return [int(part) for part in number.split(".") if part.isdigit()]
