"""The worksheet: for each statement the rows that the educator typed, and whatever else the file held."""

from dataclasses import dataclass, field

from .choosing import EVERYTHING, Choice

KEY, NUMBER, CHAPTER, WORDING = OURS = ["Key", "Number", "Chapter", "Statement"]
TYPED = ["Module", "Year or stage", "How taught", "How assessed", "Evidence", "Gap", "Note"]
MODULE, YEAR, TAUGHT, ASSESSED, EVIDENCE, GAP, NOTE = TYPED
HEADINGS = [*OURS, *TYPED]
YEARS = ["Year 1", "Year 2", "Year 3", "Year 4", "Year 5", "Whole programme"]
GAPS = ["Yes", "Partly", "No"]


@dataclass
class Row:
    """One line of the mapping: `cells` holds what is filled in, by heading. A row we cannot place keeps ours too."""

    key: str = ""
    cells: dict = field(default_factory=dict)

    @property
    def is_blank(self):
        return not self.cells

    @property
    def is_mapped(self):
        """Whether it says where the statement is met."""
        return any(self.cells.get(heading) for heading in (MODULE, TAUGHT, ASSESSED))


@dataclass
class Worksheet:
    """`columns`, `sheets` [(title, rows of values)] and `about` hold what the educator added to the file."""

    edition: int
    rows: list = field(default_factory=list)
    columns: list = field(default_factory=list)
    sheets: list = field(default_factory=list)
    about: list = field(default_factory=list)
    programme: str = ""
    choice: Choice = EVERYTHING

    @property
    def by_key(self):
        rows = {}
        for row in self.rows:
            rows.setdefault(row.key, []).append(row)
        return rows

    def chapters(self, editions):
        """The chapters that it covers: those with a row, or of which nothing is chosen; all when none has a row."""
        entries = editions.entries[self.edition]
        all_chapters = editions.chapters(self.edition)
        present = {entries[row.key].chapter for row in self.rows if row.key in entries}
        chosen = {entry.chapter for entry in entries.values() if self.choice.fits(entry, editions)}
        return present | (set(all_chapters) - chosen) if present else set(all_chapters)

    def scope(self, editions):
        """The keys of its statements: what is chosen of the chapters that it covers, and what has something typed."""
        chapters = self.chapters(editions)
        typed = {row.key for row in self.rows if row.cells}
        return {
            key
            for key, entry in editions.entries[self.edition].items()
            if key in typed or (entry.chapter in chapters and self.choice.fits(entry, editions))
        }


def blank(editions, number, chapters=(), choice=EVERYTHING):
    """A worksheet with an empty row for each statement that is chosen, of these chapters or of all."""
    entries = editions.entries[number].values()
    chosen = [entry for entry in entries if (not chapters or entry.chapter in chapters)]
    rows = [Row(entry.key) for entry in chosen if choice.fits(entry, editions)]
    return Worksheet(edition=number, rows=rows, choice=choice)


def arranged(worksheet, editions):
    """Its rows in the edition's order, strays behind the row they followed, removed ones last; blank ones fill in."""
    entries, scope = editions.entries[worksheet.edition], worksheet.scope(editions)
    first, groups, anchor = [], {}, None
    for row in worksheet.rows:
        is_known = editions.last(row.key)
        anchor = row.key if is_known else anchor
        group = groups.setdefault(anchor, []) if anchor else first
        if row.cells or not is_known:
            group.append(row)
    yield from first
    for key in entries:
        if key in groups or key in scope:
            group = groups.pop(key, [])
            yield from group if any(row.key == key for row in group) else [Row(key), *group]
    for rows in groups.values():
        yield from rows


def shown(row):
    """[(heading, text)] of one row: our columns first, then the educator's own."""
    order = {heading: place for place, heading in enumerate(TYPED)}
    return sorted(row.cells.items(), key=lambda cell: order.get(cell[0], len(order)))
