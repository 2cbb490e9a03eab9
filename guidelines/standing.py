"""How what an old edition says stands today."""

from dataclasses import dataclass, field

from django.db.models import F

from guidelines import reading
from guidelines.models import Change, Chapter, Edition, Wording
from guidelines.models.change import Kind


@dataclass
class Since:
    """What happened to a statement after the edition that has it under this number."""

    key: str
    number: str
    title: str
    steps: list = field(default_factory=list)
    successors: list = field(default_factory=list)
    removed_in: int | None = None

    @property
    def name(self):
        return self.title or self.key

    @property
    def is_removed(self):
        return self.steps[-1][0] == Kind.REMOVED


def since(chapter):
    """The statements of this pinned chapter that have changed since, in reading order. One query.

    `steps` are (kind, number of the edition), `successors` what took its place, as it is called today or was called
    until an edition removed it in its turn.
    """
    changes = (
        Change.objects.filter(Edition.objects.in_line().holding(), statement__wordings__chapter=chapter)
        .filter(edition__number__gt=chapter.edition.number)
        .exclude(kind=Kind.UNCHANGED)
        .annotate(was=F("statement__wordings__number"), title=F("statement__wordings__title"))
        .annotate(**reading.called("successors"))
        .order_by("statement__wordings__position", "edition__number", "successors__key")
    )
    found = {}
    columns = ["statement__key", "was", "title", "kind", "edition__number", "successors__key"]
    for key, was, title, kind, edition, successor, *called, removed_in in changes.values_list(
        *columns, "latest_number", "latest_title", "removed_in"
    ):
        one = found.setdefault(key, Since(key, was, title))
        if (Kind(kind), edition) not in one.steps:
            one.steps.append((Kind(kind), edition))
        if successor:
            one.successors.append(Since(successor, *called, removed_in=removed_in))
    return list(found.values())


def today(wording):
    """The wording that the current edition has of the same statement, or None. One query."""
    current = Edition.objects.current().filter(guideline=wording.statement.guideline_id)
    return reading.wordings().filter(statement=wording.statement_id, edition__in=current).first()


def mentions(statement):
    """Where the current edition links to this statement: (its chapters, its statements). Two queries."""
    target = rf"\(statement:{statement.key}(\)|\s)"
    current = Edition.objects.current().filter(guideline=statement.guideline_id)
    chapters = Chapter.objects.filter(edition__in=current, body__regex=target).order_by("position")
    wordings = Wording.objects.filter(edition__in=current, source__regex=target).exclude(statement=statement)
    return (
        list(chapters.only("slug", "title", "position")),
        list(wordings.select_related("statement").only("number", "title", "statement__key")),
    )
