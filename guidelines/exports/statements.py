"""The statements of an edition as a table: nothing in it is taken for a formula."""

import csv
import io
import re
from datetime import UTC

from django.conf import settings
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from guidelines.mapping.text import for_excel
from portal.cells import cleaned, for_workbook, inside_csv

from . import archive, glyphs

COLUMNS = {
    "Number": 9, "Key": 26, "Title": 30, "Statement": 70, "For": 22, "Chapter": 34, "What happened": 15, "Why": 45,
    "Evidence": 45, "What educators should do": 45, "Replaced by": 26, "Permanent address": 50,
}  # fmt: skip
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
MOST = 32_000  # characters that a cell of a workbook surely holds
CUT = " […] (The whole text is at its permanent address.)"


def rows(publication):
    """The heading, every statement in order, then those that the edition removed."""
    changes = {change.key: change for change in publication.changes}
    yield list(COLUMNS)
    for statement in publication.statements:
        place = [statement.number, statement.key, statement.title, statement.text]
        place.append(", ".join(statement.professions))
        chapter = f"{statement.chapter.number} {statement.chapter.title}"
        address = "" if publication.is_draft else publication.statement_address(statement.key)
        yield _safe([*place, chapter, *_said(publication, changes.get(statement.key)), address])
    for change in publication.told:
        if change.kind == "removed":
            yield _safe([change.number, change.key, change.name, "", "", "", *_said(publication, change), ""])


def _said(publication, change):
    if change is None or not publication.previous_hash:
        return [""] * 5
    return [change.label, change.reason, change.evidence, change.what_to_do, ", ".join(change.successors)]


def _safe(cells):
    return [for_workbook(cleaned(cell)) for cell in cells]


def as_csv(publication):
    """The byte order mark is for Excel, which takes the text for another encoding without it."""
    file = io.StringIO(newline="")
    csv.writer(file).writerows(map(inside_csv, row) for row in rows(publication))
    return file.getvalue().encode("utf-8-sig")


def as_xlsx(publication):
    publication = glyphs.only_readable(publication)
    at = publication.released_at or timezone.now()
    book = Workbook(write_only=True)
    book.properties.creator, book.properties.title = settings.PUBLISHER, publication.title
    book.properties.created = at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    sheet = book.create_sheet("Statements")
    sheet.freeze_panes = "C2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = "landscape", "9", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    for column, width in enumerate(COLUMNS.values(), start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for line, row in enumerate(rows(publication)):
        sheet.append([_cell(sheet, text, is_heading=line == 0) for text in row])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{line + 1}"
    _about(book.create_sheet("About"), publication)
    file = io.BytesIO()
    book.save(file)
    return archive.changed(file.getvalue(), lambda name, content: _dated(name, content, at))


def _dated(name, content, at):
    """The moment of the edition where openpyxl writes that of the build."""
    if name != "docProps/core.xml":
        return content
    return MODIFIED.sub(lambda found: found[1] + f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}".encode(), content)


def _about(sheet, publication):
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 20, 90
    about = publication.guideline
    facts = [("Guideline", about.title), ("Edition", f"{publication.edition}. {publication.when}.")]
    facts += [("Notice", about.notice), ("Published by", settings.PUBLISHER)]
    facts += [("Permanent address", "" if publication.is_draft else publication.address)]
    facts += [("Content hash", publication.content_hash)]
    for name, value in facts:
        if value:
            sheet.append([_cell(sheet, name, is_heading=True), _cell(sheet, for_workbook(cleaned(value)))])


def _cell(sheet, text, *, is_heading=False):
    text = text if len(text) <= MOST else text[: MOST - len(CUT)] + CUT
    cell = WriteOnlyCell(sheet, for_excel(text))
    cell.font = Font(bold=is_heading)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
