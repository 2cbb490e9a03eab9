"""What a newer edition does to a mapping: every row kept, each statement told what became of it and why."""

from dataclasses import dataclass, replace

from guidelines import reading
from guidelines.models.change import Kind

from .headings import distinct
from .outcome import Outcome
from .worksheet import GAP, Row, Worksheet
from .writing_xlsx import WHAT_CHANGED

STRENGTH = [Kind.AMENDED, Kind.CLARIFIED, Kind.MOVED]
PARTS = [  # id, title, in short, what the educator is advised, kinds
    (
        "amended",
        "Amended: look at these",
        "amended",
        "Their meaning changed. Read what is marked and check that your rows still hold; the workbook marks them too.",
        [Kind.AMENDED],
    ),
    (
        "removed",
        "Removed: move what still holds",
        "removed",
        "Your rows for them are kept at the end of the Mapping sheet. Copy what still holds to what takes their place.",
        [Kind.REMOVED],
    ),
    (
        "new",
        "New: fill these gaps",
        "new",
        "They stand in your worksheet as gaps. Say where your programme meets them, or plan for it.",
        [Kind.NEW],
    ),
    (
        "clarified",
        "Clarified: the same in other words",
        "clarified",
        "The meaning is the same; your rows were carried over.",
        [Kind.CLARIFIED],
    ),
    ("moved", "Moved", "moved", "They stand in another chapter now; your rows went with them.", [Kind.MOVED]),
]


@dataclass
class Part:
    """A section of the summary: the outcomes of one kind."""

    id: str
    title: str
    short: str
    advice: str
    outcomes: list

    @property
    def is_about_place(self):
        """Whether its statements say what they said, and only stand elsewhere: a table tells that."""
        return self.id in ("moved", "renumbered")


class Upgrade:
    """`outcomes` in the new edition's order, removed ones last; `worksheet` is the upgraded one. Three queries."""

    def __init__(self, worksheet, editions, to):
        self.before, self.editions, self.to = worksheet, editions, to
        self.old_entries, self.new_entries = editions.entries[worksheet.edition], editions.entries[to]
        self.changes = self._changes()
        self.rows = worksheet.by_key
        self.scope_before = worksheet.scope(editions)
        self.outcomes = list(self._outcomes())
        self.worksheet = self._upgraded()

    def _changes(self):
        """{key: its Change rows on the way, oldest first}, without those that say nothing."""
        wanted = reading.changes().filter(
            edition__guideline=self.editions.guideline,
            edition__number__gt=self.before.edition,
            edition__number__lte=self.to,
        )
        found = {}
        for change in wanted.exclude(kind=Kind.UNCHANGED).order_by("edition__number"):
            found.setdefault(change.statement.key, []).append(change)
        return found

    def _outcomes(self):
        came_from = {}
        removed = []
        for key, old in self.old_entries.items():
            if key not in self.new_entries:
                steps, successors = self._fate(key)
                heirs = {step.statement.key: self.editions.last(step.statement.key) for step in steps}
                removed.append(Outcome(key, Kind.REMOVED, old=old, steps=steps, successors=successors, heirs=heirs))
                for entry in successors:
                    came_from.setdefault(entry.key, []).append(old)
        for key, new in self.new_entries.items():
            old, steps = self.old_entries.get(key), self.changes.get(key, [])
            kind = self._strongest(steps) if old else Kind.NEW
            yield Outcome(
                key, kind, old=old, new=new, steps=steps, predecessors=came_from.get(key, []), rows=self._typed(key)
            )
        for outcome in removed:
            outcome.rows = self._typed(outcome.key)
            yield outcome

    def _typed(self, key):
        return [row for row in self.rows.get(key, []) if not row.is_blank]

    @staticmethod
    def _strongest(steps):
        kinds = {step.kind for step in steps}
        if kinds & {Kind.NEW, Kind.REMOVED}:  # it went and came back
            return Kind.AMENDED
        return next((kind for kind in STRENGTH if kind in kinds), Kind.UNCHANGED)

    def _fate(self, key, seen=()):
        """(the steps that led to its end, what stands in its place in the new edition), through later removals too."""
        steps = list(self.changes.get(key, []))
        found = {}
        for successor in steps[-1].successors.all() if steps else ():
            if successor.key in self.new_entries:
                found[successor.key] = self.new_entries[successor.key]
            elif successor.key not in seen:
                further, entries = self._fate(successor.key, (*seen, key))
                steps += [step for step in further if step.kind == Kind.REMOVED and step not in steps]
                found |= {entry.key: entry for entry in entries}
        return steps, list(found.values())

    def of_kind(self, *kinds):
        """Outcomes of these kinds that concern the chapters of this worksheet, those with typed rows first."""
        found = [outcome for outcome in self.outcomes if outcome.kind in kinds and self._concerns(outcome)]
        return sorted(found, key=lambda outcome: not outcome.rows)

    def _concerns(self, outcome):
        return outcome.key in self.rows or outcome.key in (self.scope if outcome.new else self.scope_before)

    @property
    def parts(self):
        """The sections of the summary that have something to say."""
        parts = [Part(*words, self.of_kind(*kinds)) for *words, kinds in PARTS]
        advice = "They say what they said; only their number is another. It was changed for you."
        parts.append(Part("renumbered", "Renumbered", "renumbered", advice, self.renumbered))
        return [part for part in parts if part.outcomes]

    @property
    def renumbered(self):
        """Unchanged but for their number."""
        return [outcome for outcome in self.of_kind(Kind.UNCHANGED) if outcome.is_renumbered]

    @property
    def untouched(self):
        return [outcome for outcome in self.of_kind(Kind.UNCHANGED) if not outcome.is_renumbered]

    def _upgraded(self):
        column = distinct(f"{WHAT_CHANGED}{self.before.edition}", set(self.before.columns))
        self.scope = self._scope()
        rows = [replace(row, cells=dict(row.cells)) for row in self.before.rows]
        known = {row.key for row in rows}
        for outcome in self.outcomes:
            if outcome.new and outcome.key not in known and outcome.key in self.scope:
                rows.append(Row(outcome.key, {GAP: "Yes"} if outcome.kind == Kind.NEW else {}))
        words = {outcome.key: outcome.in_words for outcome in self.outcomes}
        for row in rows:
            if words.get(row.key) and (row.cells or row.key in self.new_entries):
                row.cells[column] = words[row.key]
        return Worksheet(
            edition=self.to,
            rows=[row for row in rows if row.cells or row.key not in self.old_entries or row.key in self.new_entries],
            columns=[*self.before.columns, column],
            sheets=self.before.sheets,
            about=self.before.about,
            programme=self.before.programme,
            choice=self.before.choice,
        )

    def _scope(self):
        """The statements of the new edition that this worksheet goes on to be about."""
        old, choice = self.before.chapters(self.editions), self.before.choice
        is_whole = old >= set(self.editions.chapters(self.before.edition))
        kept = {entry.chapter_key for entry in self.old_entries.values() if entry.chapter in old}
        entries = self.new_entries.values()
        chosen = [entry for entry in entries if is_whole or entry.chapter_key in kept]
        return {entry.key for entry in chosen if choice.fits(entry, self.editions)}
