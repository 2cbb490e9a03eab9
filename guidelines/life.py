"""The life of a statement through all released editions."""

from dataclasses import dataclass
from functools import cached_property

from guidelines import reading
from guidelines.models import Change, Edition, Statement, Wording
from portal import links, markdown


@dataclass
class Moment:
    """What an edition did with the statement; without a wording it was removed."""

    edition: Edition
    wording: Wording | None
    change: Change | None
    evidence: str = ""

    @property
    def kind(self):
        return self.change.kind if self.change else ""


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
    _render_evidence(moments)
    return Life(statement=statement, moments=moments, current=editions[0])


def _render_evidence(moments):
    texts = {moment.change.evidence for moment in moments if moment.change and moment.change.evidence}
    documents = {text: markdown.parse(text) for text in texts}
    resolve = links.resolver(*documents.values())
    for moment in moments:
        if moment.change and moment.change.evidence:
            moment.evidence = documents[moment.change.evidence].html(resolve=resolve)
