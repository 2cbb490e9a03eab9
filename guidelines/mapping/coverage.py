"""How much of an edition the rows of a worksheet cover."""

from collections import Counter
from dataclasses import dataclass, field

from .worksheet import GAP, MODULE, YEAR

COVERED, PARTLY, UNCOVERED = STATES = ["Covered", "Partly covered", "Not covered"]


@dataclass
class Tally:
    """How many statements of a chapter, or of all, are covered, partly covered and not covered."""

    name: str
    slug: str = ""
    counts: Counter = field(default_factory=Counter)

    @property
    def total(self):
        return self.counts.total()

    @property
    def covered(self):
        return self.counts[COVERED]

    @property
    def partly(self):
        return self.counts[PARTLY]

    @property
    def uncovered(self):
        return self.counts[UNCOVERED]

    @property
    def percent(self):
        return round(100 * self.covered / self.total) if self.total else 0

    @property
    def in_words(self):
        return f"{self.covered} of {self.total} covered, {self.partly} partly, {self.uncovered} not"


def state(rows):
    """What these rows make of their statement. A row counts when it says where or how the statement is met."""
    said = {row.cells.get(GAP, "").strip().casefold() for row in rows if row.is_mapped}
    if said - {"yes", "partly"}:
        return COVERED
    return PARTLY if "partly" in said else UNCOVERED


class Coverage:
    """`chapters` and `whole` are Tallies; `years` and `modules` [(name, statements reached, rows)]."""

    def __init__(self, worksheet, editions):
        rows, scope = worksheet.by_key, worksheet.scope(editions)
        self.whole, self.chapters, self.left_out = Tally("All chapters"), [], []
        self.by_state = {each: [] for each in STATES}
        counted = []
        for slug, entries in editions.chapters(worksheet.edition).items():
            name, entries = entries[0].chapter_name, [entry for entry in entries if entry.key in scope]
            if not entries:
                self.left_out.append(name)
                continue
            tally = Tally(name, slug)
            for entry in entries:
                found = rows.get(entry.key, [])
                tally.counts[state(found)] += 1
                self.by_state[state(found)].append(entry)
                counted += [row for row in found if row.is_mapped]
            self.chapters.append(tally)
            self.whole.counts += tally.counts
        self.years = _reached(counted, YEAR, "No year or stage given")
        self.modules = _reached(counted, MODULE, "No module given")

    @property
    def uncovered(self):
        return self.by_state[UNCOVERED]

    @property
    def partly(self):
        return self.by_state[PARTLY]

    @property
    def most(self):
        """The largest number of statements that one year reaches, at least 1."""
        return max((reached for _, reached, _ in self.years), default=1) or 1


def _reached(rows, heading, without):
    """[(name, how many statements, how many rows)] by name; rows that name none come last."""
    spelt, keys, counts = {}, {}, Counter()
    for row in rows:
        name = " ".join(row.cells.get(heading, "").split())
        folded = name.casefold()
        spelt.setdefault(folded, name or without)
        keys.setdefault(folded, set()).add(row.key)
        counts[folded] += 1
    return [(spelt[name], len(keys[name]), counts[name]) for name in sorted(spelt, key=lambda name: (not name, name))]
