"""Tables that editors take away, as CSV or as an Excel workbook."""

import csv
import io

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header
from openpyxl import Workbook
from openpyxl.styles import Font

from guidelines.exports.formats import XLSX
from guidelines.mapping.writing_xlsx import Pen
from portal.cells import cleaned, for_csv

FORMATS = {"csv": "CSV", "xlsx": "Excel"}
BOLD = Font(name="Calibri", size=11, bold=True)


def download(table, *, name, format, title, freeze):
    """A file of these rows, of which the first are headings. CSV goes out row by row, a workbook as a whole.

    `title` names the sheet of the workbook; what is above and left of the cell `freeze` stays in sight.
    """
    if format == "csv":
        response = StreamingHttpResponse(as_csv(table), content_type="text/csv; charset=utf-8")
    else:
        response = HttpResponse(as_xlsx(table, title=title, freeze=freeze), content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{format}")
    return response


def as_csv(table):
    """Yields the lines; what a program might take for a formula begins with an apostrophe."""
    yield "\ufeff"
    for row in table:
        line = io.StringIO(newline="")
        csv.writer(line).writerow([for_csv(cell) if isinstance(cell, str) else cell for cell in row])
        yield line.getvalue()


def as_xlsx(table, *, title, freeze):
    """The bytes of a workbook in which every text is text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = freeze
    pen = Pen(sheet)
    for number, row in enumerate(table):
        style = {"font": BOLD} if number == 0 else {}
        sheet.append(
            pen.plain(
                cleaned(c) if isinstance(c, str) else c, ("head" if number == 0 else "", type(c).__name__), **style
            )
            for c in row
        )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
