"""The life of a statement through all released editions."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from django.urls import reverse
from django.utils.safestring import mark_safe

from guidelines import evidence, reading
from guidelines.difference import mark, marked_text
from guidelines.models import Change, Edition, Statement, Wording
from guidelines.on_one_page import rooted


@dataclass
class Moment:
    """What an edition did with the statement; without a wording it was removed."""

    edition: Edition
    wording: Wording | None
    change: Change | None
    evidence: str = ""
    before: Wording | None = None
    marked: str = ""
    marked_title: str = ""
    is_as_after: bool = False

    @property
    def kind(self):
        """What the edition did with it; nothing in the guideline's first edition, where all was new."""
        return self.change.kind if self.change and not self.edition.is_first else ""

    @property
    def has_other_audience(self):
        return bool(self.wording and self.before and self.wording.professions != self.before.professions)

    @property
    def has_moved(self):
        return bool(self.wording and self.before and self.wording.chapter.key != self.before.chapter.key)


@dataclass
class Life:
    statement: Statement
    moments: list
    current: Edition

    @property
    def latest(self):
        """The newest moment: what the statement says today, or its removal."""
        return self.moments[0]

    @cached_property
    def wording(self):
        """The newest wording, which still stands unless the statement was removed."""
        return next(moment.wording for moment in self.moments if moment.wording)

    @property
    def is_removed(self):
        return self.latest.wording is None

    @property
    def earlier(self):
        """The moments with a wording before the one that is shown as its newest, newest first."""
        return [moment for moment in self.moments if moment.wording and moment.wording is not self.wording]

    @cached_property
    def predecessors(self):
        """Changes by which this statement took the place of others."""
        return reading.changes().filter(successors=self.statement).annotate(**reading.called("statement"))


def of(statement):
    """Everything that released editions say of this statement, newest first, in a constant number of queries."""
    guideline = statement.guideline
    editions = list(reading.editions().filter(guideline=guideline).order_by("-number"))
    wordings = {wording.edition_id: wording for wording in reading.wordings().filter(statement=statement)}
    changes = {change.edition_id: change for change in reading.changes().filter(statement=statement)}
    moments = [
        Moment(edition, wordings.get(edition.pk), changes.get(edition.pk))
        for edition in editions
        if edition.pk in wordings or edition.pk in changes
    ]
    evidence.add_to(moments)
    for moment, earlier in pairwise(moments):
        _mark(moment, earlier.wording, guideline)
        earlier.is_as_after = bool(moment.wording) and not (
            moment.marked or moment.marked_title or moment.has_other_audience
        )
    return Life(statement=statement, moments=moments, current=editions[0])


def _mark(moment, before, guideline):
    """Says how the wording of that moment differs from the one before, both in one text; "" when it does not."""
    moment.before = before
    if moment.wording is None or before is None:
        return
    moment.marked = difference_between(before, moment.wording, guideline)
    if before.title != moment.wording.title:
        moment.marked_title = mark_safe(marked_text(before.name, moment.wording.name))  # noqa: S308


def difference_between(old, new, guideline):
    """Both wordings as one safe text with what changed marked; "" when they say the same."""
    both = mark(_rooted(old, guideline), _rooted(new, guideline)).both
    return mark_safe(both) if "<ins>" in both or "<del>" in both else ""  # noqa: S308


def _rooted(wording, guideline):
    address = [guideline.slug, wording.edition.number, wording.chapter.slug]
    return rooted(wording.html, base=reverse("guidelines:pinned_chapter", args=address))
