"""What became of one statement between two editions."""

from dataclasses import dataclass, field

from django.utils.safestring import mark_safe

from guidelines.difference import marked_text
from guidelines.models.change import Kind

from .editions import Entry
from .worksheet import shown


@dataclass
class Outcome:
    """What became of one statement; `steps` are the Change rows on the way, oldest first.

    Some may be of a successor that was removed in its turn: `heirs` are those, {key: its last wording}.
    """

    key: str
    kind: str
    old: Entry | None = None
    new: Entry | None = None
    steps: list = field(default_factory=list)
    successors: list = field(default_factory=list)
    predecessors: list = field(default_factory=list)
    heirs: dict = field(default_factory=dict)
    rows: list = field(default_factory=list)

    @property
    def name(self):
        return (self.new or self.old).name

    @property
    def is_removed(self):
        return self.kind == Kind.REMOVED

    @property
    def kind_name(self):
        """In a word; a statement that only has another number is “renumbered”."""
        return "Renumbered" if self.kind == Kind.UNCHANGED and self.is_renumbered else Kind(self.kind).label

    @property
    def marked(self):
        """Both wordings in one as safe HTML with what differs marked; "" when nothing does."""
        if not (self.old and self.new) or self.old.wording == self.new.wording:
            return ""
        return mark_safe(marked_text(self.old.wording, self.new.wording))  # noqa: S308 - it escapes what it marks

    @property
    def words(self):
        """What a new statement says, or a removed one said; what only moved needs no repeating."""
        return (self.new or self.old).text if self.kind in (Kind.NEW, Kind.REMOVED) else ""

    @property
    def shown(self):
        """What was typed for it: [[(heading, text)]]."""
        return [shown(row) for row in self.rows]

    @property
    def is_elsewhere(self):
        """Whether it stands in another chapter now."""
        return bool(self.old and self.new and self.old.chapter_key != self.new.chapter_key)

    @property
    def has_other_audience(self):
        return bool(self.old and self.new and self.old.professions != self.new.professions)

    @property
    def is_renumbered(self):
        return bool(self.old and self.new and self.old.number != self.new.number)

    @property
    def told(self):
        """[(step, of which successor it speaks, "" for the statement itself)] for those that say why or what to do."""
        told = [step for step in self.steps if step.said.reason or step.said.what_to_do]
        return [(step, self._heir(step)) for step in told]

    def _heir(self, step):
        key = step.statement.key
        return "" if key == self.key else self.heirs[key].name

    @property
    def in_words(self):
        """One cell's worth of what changed, or "" when nothing did."""
        parts = []
        for step in self.steps:
            done = f"What to do: {step.said.what_to_do}" if step.said.what_to_do else ""
            kind, heir = step.get_kind_display(), self._heir(step)
            what = f"{heir}, which took its place, was {kind.lower()}" if heir else kind
            parts.append(" ".join(filter(None, [f"{what} in edition {step.edition.number}.", step.said.reason, done])))
        if self.kind == Kind.REMOVED:
            names = "; ".join(f"{entry.name} (key {entry.key})" for entry in self.successors)
            parts.append(f"Takes its place: {names}." if names else "Nothing takes its place.")
        if self.predecessors:
            parts.append("Takes the place of: " + "; ".join(entry.name for entry in self.predecessors) + ".")
        if self.has_other_audience:
            before, now = (entry.for_whom or "For every profession" for entry in (self.old, self.new))
            parts.append(f"{now} now; before: {before[0].lower()}{before[1:]}.")
        if self.is_renumbered:
            parts.append(f"Was {self.old.number}, is now {self.new.number}.")
        return "\n".join(parts)
