"""The workbook that the educator owns: pleasant in Excel and LibreOffice, with no formula in it."""

import io
import re

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension

from . import layout
from .facts import KINDS, PROFESSIONS
from .looks import Dress
from .text import DANGEROUS, cleaned, for_excel
from .worksheet import CHAPTER, GAP, GAPS, HEADINGS, KEY, MODULE, NUMBER, OURS, WORDING, YEAR, YEARS

WIDTHS = {KEY: 22, NUMBER: 9, CHAPTER: 24, WORDING: 60, MODULE: 24, YEAR: 16, GAP: 10}
BLUE = PatternFill("solid", fgColor="005EB8")
TINT = PatternFill("solid", fgColor="F0F4F5")
ATTENTION = PatternFill("solid", fgColor="FFF9E0")
BOLD = Font(name="Calibri", size=11, bold=True)
HEADING = {
    "font": Font(name="Calibri", size=11, bold=True, color="FFFFFF"),
    "fill": BLUE,
    "alignment": Alignment(wrap_text=True, vertical="center"),
}
WRAPPED = Alignment(wrap_text=True, vertical="top")
WHAT_CHANGED = "What changed since edition "
A4 = 9
LINE, MOST_POINTS = 15, 405


def workbook(worksheet, editions):
    """The bytes of the workbook."""
    book = Workbook(write_only=True)
    _mapping(book, worksheet, editions)
    _coverage(book, worksheet, editions)
    _about(book, worksheet, editions)
    for title, rows, *look in worksheet.sheets:
        _own(book.create_sheet(_title(title, book)), rows, *look)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class Pen:
    """Makes cells, one for each look and used again and again: a workbook has hundreds of thousands.

    So rows are given to openpyxl as generators, which it writes cell by cell.
    """

    def __init__(self, sheet):
        self.sheet = sheet
        self.cells = {}

    def text(self, text, look=(), **style):
        """A cell of text whatever it begins with; Excel keeps it text when the cell is edited (quotePrefix)."""
        is_dangerous = bool(DANGEROUS.match(text))
        cell = self.cells.get((look, is_dangerous))
        if cell is None:
            cell = self.cells[look, is_dangerous] = WriteOnlyCell(self.sheet)
            for name, value in ({"alignment": WRAPPED} | style).items():  # openpyxl meddles with unstyled cells
                setattr(cell, name, value)
            cell.quotePrefix = is_dangerous
        cell.value = for_excel(text)
        cell.data_type = "s"
        return cell

    def plain(self, value, look=(), **style):
        """Numbers and dates as they are, text as text."""
        if isinstance(value, str):
            return self.text(cleaned(value), look, **style)
        return WriteOnlyCell(self.sheet, value)


def _mapping(book, worksheet, editions):
    sheet = book.create_sheet("Mapping")
    headings, *rows = layout.mapping(worksheet, editions)
    last = get_column_letter(len(headings))
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{last}{len(rows) + 1}"
    sheet.calculate_dimension = lambda: sheet.auto_filter.ref  # without it openpyxl reads the sheet twice
    widths = [50 if heading.startswith(WHAT_CHANGED) else WIDTHS.get(heading, 30) for heading in headings]
    for place, width in enumerate(widths, start=1):
        column = sheet.column_dimensions[get_column_letter(place)]
        column.width = width
        column.number_format = "@"  # typed 50% or =1 stays as typed
        column.alignment = WRAPPED
    _offer(sheet, YEAR, YEARS, len(rows))
    _offer(sheet, GAP, GAPS, len(rows))
    _print(sheet, "1:1")
    pen = Pen(sheet)
    sheet.append(pen.text(heading, "heading", number_format="@", **HEADING) for heading in headings)
    fills = [TINT if heading in OURS else None for heading in headings]
    for line, row in enumerate(rows, start=2):
        sheet.row_dimensions[line] = FittedRow(sheet, line, ht=_height(row, widths))
        sheet.append(_cell(pen, *each) for each in zip(row, headings, fills, strict=True))


class FittedRow(RowDimension):
    """A row with a height that is only a first guess: Excel fits it again when a cell of it is edited."""

    customHeight = False


def _height(row, widths):
    """Enough points for the cell with most lines; LibreOffice does not find that out by itself."""
    lines = 1
    for text, width in zip(row, widths, strict=True):
        if len(text) >= width or "\n" in text:
            lines = max(lines, sum(1 + len(line) * 11 // (width * 10) for line in text.split("\n")))
    return min(LINE * lines + 2, MOST_POINTS)


def _cell(pen, text, heading, fill):
    if not text:
        return None  # its column has the look already
    if heading.startswith(WHAT_CHANGED) and text:
        fill = ATTENTION
    look = {"fill": fill} if fill else {}
    return pen.text(text, fill and fill.fgColor.rgb, number_format="@", alignment=WRAPPED, **look)


def _offer(sheet, heading, words, rows):
    """A drop-down that offers these words and accepts others."""
    offer = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True, showErrorMessage=False)
    letter = get_column_letter(HEADINGS.index(heading) + 1)
    offer.add(f"{letter}2:{letter}{rows + 500}")
    sheet.data_validations.append(offer)


def _print(sheet, titles=None):
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.gridLines = True
    sheet.oddFooter.center.text = "&A, page &P of &N"
    if titles:
        sheet.print_title_rows = titles


def _coverage(book, worksheet, editions):
    sheet = book.create_sheet("Coverage")
    sheet.column_dimensions["A"].width = 60
    for letter in "BCDEF":
        sheet.column_dimensions[letter].width = 18
    sheet.protection.sheet = True
    _print(sheet)
    pen = Pen(sheet)
    for line, row in enumerate(layout.coverage(worksheet, editions)):
        is_heading = line == 0 or (row and row[0] in ("Chapter", "Year or stage", "Module", "Statements not covered"))
        style = {"font": BOLD, "look": "bold"} if is_heading else {}
        sheet.append(_cells(pen, row, style))


def _own(sheet, rows, look=None):
    """A sheet of the educator's, with what is kept of its look."""
    pen, dress = Pen(sheet), Dress(sheet, look or {})
    last = max([len(rows), *dress.last])
    for line in range(1, last + 1):
        row = dress.widened(line, rows[line - 1] if line <= len(rows) else [])
        sheet.append(dress.cell(line, place, pen.plain(value)) for place, value in enumerate(row, start=1))


def _cells(pen, row, style=None):
    for value in row:
        yield pen.plain(value, **style or {})


def _about(book, worksheet, editions):
    sheet = book.create_sheet("About")
    sheet.column_dimensions["A"].width = 22
    sheet.column_dimensions["B"].width = 100
    sheet.protection.sheet = True
    _print(sheet)
    pen = Pen(sheet)
    for row in layout.about(worksheet, editions):
        label, *values = [str(value) for value in row]
        sheet.append(_fact(pen, label, values))


def _fact(pen, label, values):
    yield pen.text(label, "label", font=BOLD, alignment=WRAPPED)
    is_open = label in ("Programme", PROFESSIONS, KINDS)  # the facts that the educator writes
    for value in values:
        style = {"protection": Protection(locked=not is_open), "alignment": WRAPPED, "number_format": "@"}
        yield pen.text(value, f"open {is_open}", **style)


def _title(title, book):
    """A name that Excel accepts and that no other sheet of this book has."""
    title = re.sub(r"[\\*?:/\[\]\x00-\x1f]", "-", title).strip("' ")[:31] or "Sheet"
    taken = {name.casefold() for name in book.sheetnames}
    names = [title, *(f"{title[:26]} ({serial})" for serial in range(2, len(taken) + 3))]
    return next(name for name in names if name.casefold() not in taken)
