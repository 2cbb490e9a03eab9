"""Rows of text, of which none is taken for a formula, as a file that Excel opens; the first row is the heading."""

import csv
import io

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from guidelines.mapping.text import for_excel
from portal.cells import inside_csv

MOST = 32_000  # characters that a cell of a workbook surely holds


def csv_bytes(rows):
    """The byte order mark is for Excel, which takes the text for another encoding without it."""
    file = io.StringIO(newline="")
    csv.writer(file).writerows(map(inside_csv, row) for row in rows)
    return file.getvalue().encode("utf-8-sig")


def fill(sheet, rows, widths, *, cut):
    """Fills a sheet of a write-only workbook: headings stay in sight, can be filtered by, and texts wrap.

    `widths` has one number for each column; `cut` says where the whole of a text is that no cell holds.
    """
    sheet.freeze_panes = "C2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = "landscape", "9", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for line, row in enumerate(rows, start=1):
        sheet.append([cell(sheet, text, is_heading=line == 1, cut=cut) for text in row])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(widths))}{line}"


def cell(sheet, text, *, is_heading=False, cut):
    text = text if len(text) <= MOST else text[: MOST - len(cut)] + cut
    made = WriteOnlyCell(sheet, for_excel(text))
    made.font = Font(bold=is_heading)
    made.alignment = Alignment(wrap_text=True, vertical="top")
    return made
