"""A comparison as a table to take away: one row for each statement that changed."""

import csv
import io

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from guidelines.mapping.text import for_excel
from guidelines.models import Wording
from portal.cells import cleaned, for_workbook, inside_csv

from .comparison import add_corrections

MOST = 32_000  # characters that a cell of a workbook surely holds
CUT = " […] (The whole text is on the page.)"
WIDTHS = [14, 26, 9, 28, 60, 22, 9, 28, 60, 22, 28, 50, 40, 40, 28, 28]


def rows(comparison, found):
    """The heading and the rows of what was found, as text that no program takes for a formula. Two queries."""
    statements = [statement for _, statements in found for statement in statements]
    add_corrections(statements)
    said = _wordings(comparison)
    before, after = f"edition {comparison.before.number}", f"edition {comparison.after.number}"
    yield [
        *["What happened", "Key"],
        *[f"Number in {before}", f"Title in {before}", f"Wording in {before}", f"For, in {before}"],
        *[f"Number in {after}", f"Title in {after}", f"Wording in {after}", f"For, in {after}", "Chapter"],
        *["Why", "Evidence", "What educators should do", "Replaced by", "Takes the place of"],
    ]
    for one in statements:
        cells = [one.kind.label, one.key]
        for place in (one.old, one.new):
            facts = [place.number, place.name, said[one.key, place.edition], place.professions] if place else [""] * 4
            cells += facts
        steps = [*_said(one.steps, "reason"), *_said(one.steps, "evidence"), *_said(one.steps, "what_to_do")]
        successors = [f"{place.number} {place.key}" for step in one.steps for place in step.successors]
        predecessors = [f"{place.number} {place.key}" for place in one.predecessors]
        cells += [one.last.chapter.title, *steps, "\n".join(successors), "\n".join(predecessors)]
        yield [for_workbook(cleaned(cell)) for cell in cells]


def _wordings(comparison):
    both = {edition.pk: edition.number for edition in (comparison.before, comparison.after)}
    texts = Wording.objects.filter(edition__in=both, statement__in=comparison.statement_ids)
    rows = texts.values_list("statement__key", "edition_id", "text")
    return {(key, both[edition]): text for key, edition, text in rows}


def _said(steps, field):
    """What was said at each step; when there are several, each after the number of its edition."""
    said = [
        (step.change.edition.number, getattr(step.change.said, field))
        for step in steps
        if getattr(step.change.said, field)
    ]
    if len(steps) == 1:
        return [said[0][1] if said else ""]
    return ["\n".join(f"Edition {number}: {text}" for number, text in said)]


def as_csv(table):
    """The table as bytes that Excel reads as UTF-8."""
    file = io.StringIO()
    csv.writer(file).writerows(map(inside_csv, row) for row in table)
    return file.getvalue().encode("utf-8-sig")


def as_xlsx(table, title):
    """The table as a workbook: headings stay in sight, can be filtered by, and texts wrap."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "C2"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    for column, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    last = 0
    for last, row in enumerate(table, start=1):
        sheet.append([_cell(sheet, text, is_heading=last == 1) for text in row])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(WIDTHS))}{last}"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(sheet, text, *, is_heading):
    text = text if len(text) <= MOST else text[: MOST - len(CUT)] + CUT
    cell = WriteOnlyCell(sheet, for_excel(text))
    cell.font = Font(bold=is_heading)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
