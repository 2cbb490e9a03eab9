"""What a newer edition does to a mapping: every row kept, each statement told what became of it and why."""

from dataclasses import dataclass, field, replace

from guidelines import reading
from guidelines.models.change import Kind

from .editions import Entry
from .headings import distinct
from .worksheet import GAP, Row, Worksheet
from .writing_xlsx import WHAT_CHANGED

STRENGTH = [Kind.AMENDED, Kind.CLARIFIED, Kind.MOVED]


@dataclass
class Outcome:
    """What became of one statement; `steps` are the Change rows on the way, oldest first."""

    key: str
    kind: str
    old: Entry | None = None
    new: Entry | None = None
    steps: list = field(default_factory=list)
    successors: list = field(default_factory=list)
    predecessors: list = field(default_factory=list)
    rows: list = field(default_factory=list)

    @property
    def is_renumbered(self):
        return bool(self.old and self.new and self.old.number != self.new.number)

    @property
    def told(self):
        """The steps that say why or what to do."""
        return [step for step in self.steps if step.reason or step.what_to_do]

    @property
    def in_words(self):
        """One cell's worth of what changed, or "" when nothing did."""
        parts = []
        for step in self.steps:
            done = f"What to do: {step.what_to_do}" if step.what_to_do else ""
            kind = step.get_kind_display()
            parts.append(" ".join(filter(None, [f"{kind} in edition {step.edition.number}.", step.reason, done])))
        if self.kind == Kind.REMOVED:
            names = "; ".join(f"{entry.name} (key {entry.key})" for entry in self.successors)
            parts.append(f"Takes its place: {names}." if names else "Nothing takes its place.")
        if self.predecessors:
            parts.append("Takes the place of: " + "; ".join(entry.name for entry in self.predecessors) + ".")
        if self.is_renumbered:
            parts.append(f"Was {self.old.number}, is now {self.new.number}.")
        return "\n".join(parts)


class Upgrade:
    """`outcomes` in the new edition's order, removed ones last; `worksheet` is the upgraded one. Three queries."""

    def __init__(self, worksheet, editions, to):
        self.before, self.editions, self.to = worksheet, editions, to
        self.old_entries, self.new_entries = editions.entries[worksheet.edition], editions.entries[to]
        self.changes = self._changes()
        self.rows = worksheet.by_key
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
                removed.append(Outcome(key, Kind.REMOVED, old=old, steps=steps, successors=successors))
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
        """Outcomes of these kinds that concern the chapters of this worksheet."""
        return [outcome for outcome in self.outcomes if outcome.kind in kinds and self._concerns(outcome)]

    def _concerns(self, outcome):
        entry = outcome.new or outcome.old
        return outcome.key in self.rows or not outcome.new or entry.chapter in self.scope

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
            if outcome.new and outcome.key not in known and outcome.new.chapter in self.scope:
                rows.append(Row(outcome.key, {GAP: "Yes"} if outcome.kind == Kind.NEW else {}))
        words = {outcome.key: outcome.in_words for outcome in self.outcomes}
        for row in rows:
            if words.get(row.key):
                row.cells[column] = words[row.key]
        return Worksheet(
            edition=self.to,
            rows=[row for row in rows if row.cells or row.key not in self.old_entries or row.key in self.new_entries],
            columns=[*self.before.columns, column],
            sheets=self.before.sheets,
            about=self.before.about,
            programme=self.before.programme,
        )

    def _scope(self):
        """The chapters of the new edition that this worksheet goes on covering."""
        old = self.before.scope(self.editions)
        if old >= set(self.editions.chapters(self.before.edition)):
            return set(self.editions.chapters(self.to))
        kept = {entry.chapter_key for entry in self.old_entries.values() if entry.chapter in old}
        return {entry.chapter for entry in self.new_entries.values() if entry.chapter_key in kept}
