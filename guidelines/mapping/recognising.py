"""A file as a worksheet: which sheet, which edition, which statement each row speaks of, and what was odd about it."""

from dataclasses import dataclass, field

from guidelines.models import Guideline

from . import headings, looks, opening, reading_csv, reading_json, reading_xlsx
from .editions import Editions
from .facts import Facts, is_about, is_coverage
from .opening import Unreadable
from .placing import Placing
from .text import as_text
from .worksheet import Worksheet

COMMENTS = "Comments on cells"
READERS = {"xlsx": reading_xlsx.sheets, "csv": reading_csv.sheets, "json": reading_json.sheets}


@dataclass
class Reading:
    """What a file held: the worksheet, remarks on the whole, and remarks on single rows [(place, words)]."""

    worksheet: Worksheet
    editions: Editions
    remarks: list = field(default_factory=list)
    row_remarks: list = field(default_factory=list)

    @property
    def can_be_upgraded(self):
        return self.worksheet.edition < self.editions.current

    @property
    def edition(self):
        return self.editions.by_number[self.worksheet.edition]


def read(data, editions, edition=None):
    """What that file holds, as made against that edition (as the file says by default). Raises Unreadable."""
    sheets, remarks = READERS[opening.kind(data)](data)
    mapping, line, names = _mapping_sheet(sheets, editions.guideline)
    _write_as_seen(mapping)
    _move_comments(mapping, line, names, remarks)
    facts = Facts.of(sheets, mapping, names)
    _refuse_another_guideline(facts, mapping, editions, remarks)
    placing = Placing(mapping, line, names, editions)
    number = placing.edition(facts, edition, remarks)
    rows, columns = placing.rows(number)
    _remark_on(mapping, line, remarks)
    _remark_on_choice(facts.choice, editions, remarks)
    worksheet = Worksheet(
        edition=number,
        rows=rows,
        columns=columns,
        sheets=_foreign(sheets, mapping, remarks),
        about=facts.others,
        programme=facts.programme,
        choice=facts.choice,
    )
    if not any(editions.last(row.key) for row in rows):
        raise _not_ours(editions.guideline)
    return Reading(worksheet, editions, remarks, placing.remarks)


def _mapping_sheet(sheets, guideline):
    found = [(sheet, where) for sheet in sheets if (where := headings.find(sheet))]
    if not found:
        raise _not_ours(guideline)
    sheet, (line, names) = min(found, key=lambda each: (each[0].title != "Mapping", sheets.index(each[0])))
    return sheet, line, names


def _not_ours(guideline):
    return Unreadable(
        f"No statement of “{guideline.name}” was found in this file. Choose the worksheet that you downloaded from this"
        " page, with its Key column, and try again."
    )


def _refuse_another_guideline(facts, mapping, editions, remarks):
    if not facts.guideline or facts.guideline == editions.guideline.slug:
        return
    other = Guideline.objects.public().filter(slug=facts.guideline).first()
    name = f"“{other.name}”" if other else "another guideline"
    remarks.append(
        f"The file says that it was made for {name}. Only rows with keys of “{editions.guideline.name}” were placed."
    )


def _remark_on(mapping, line, remarks):
    if mapping.formulas:
        count = "One cell" if mapping.formulas == 1 else f"{mapping.formulas} cells"
        remarks.append(f"{count} of your mapping held a formula. It is kept as text, as it was typed, and never run.")
    if mapping.is_unmerged:
        remarks.append("Merged cells were parted: each row now has the value of the cell that it belonged to.")
    if any(each < line for each in mapping.rows):
        remarks.append("Rows above the headings are kept, and now stand below them.")


def _remark_on_choice(choice, editions, remarks):
    known = {name for number in editions.by_number for name in editions.professions(number)}
    for name in choice.professions:
        if name not in known:
            remarks.append(
                f"The file says that it is for “{name}”, a profession that no statement names. Statements for every"
                " profession are counted."
            )


def _write_as_seen(mapping):
    """A sheet under another name kept its numbers for their look; the mapping is text: 0.5 that shows as 50%."""
    for place, (number_format, *_) in mapping.look.get("cells", {}).items():
        line, column = map(int, place.split(":"))
        row = mapping.rows.get(line, [])
        is_number = column <= len(row) and type(row[column - 1]) in (int, float)
        if is_number and "%" in number_format:
            row[column - 1] = as_text(row[column - 1], number_format)


def _move_comments(mapping, line, names, remarks):
    """Comments pinned to cells become text in a column of their own, where they go with the row."""
    if not mapping.comments:
        return
    column = next((place for place, name in names.items() if name == COMMENTS), max(names) + 1)
    names[column] = COMMENTS
    last = max([*mapping.rows, *(at for at, _ in mapping.comments)])
    for (at, place), (text, _) in mapping.comments.items():
        row = mapping.rows.setdefault(at if at != line else last + 1, [])
        row.extend([None] * (column + 1 - len(row)))
        said = f"{names.get(place - 1, f'Column {place}')}: {text}"
        row[column] = f"{as_text(row[column])}\n{said}" if row[column] else said
    mapping.rows = dict(sorted(mapping.rows.items()))
    remarks.append(f"Comments pinned to cells of your mapping now stand in a column of their own, “{COMMENTS}”.")


def _foreign(sheets, mapping, remarks):
    """The educator's own sheets with their values and looks; ours are made anew."""
    own = [sheet for sheet in sheets if sheet is not mapping and not is_about(sheet) and not is_coverage(sheet)]
    for sheet in own:
        if sheet.formulas:
            remarks.append(f"Formulas on your sheet “{sheet.title}” are kept as text, as they were typed.")
        if sheet.lost:
            lost = " and ".join(sheet.lost)
            remarks.append(f"Your sheet “{sheet.title}” has {lost}: they stay in your own file.")
    return [_own(sheet) for sheet in own]


def _own(sheet):
    notes = {f"{line}:{column}": note for (line, column), note in sheet.comments.items()}
    look = looks.judged({**sheet.look, "comments": notes} if notes else sheet.look)
    is_dense = max(sheet.rows, default=0) <= opening.MAX_ROWS
    return (sheet.title, _dense(sheet.rows), look) if look and is_dense else (sheet.title, _dense(sheet.rows))


def _dense(rows):
    """Rows with the empty ones between them, unless those are absurdly many."""
    last = max(rows, default=0)
    if last > opening.MAX_ROWS:
        return list(rows.values())
    return [rows.get(line, []) for line in range(1, last + 1)]
