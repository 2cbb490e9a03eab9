"""The worksheet as a file: an Excel workbook, CSV, or the JSON that our own pages carry."""

import csv
import io

from portal.cells import XLSX

from . import layout, reading_json
from .facts import SELF, token
from .text import for_csv
from .writing_xlsx import workbook


def as_csv(worksheet, editions):
    """The Mapping sheet alone, with byte order mark and line ends for Excel; each wording once, to stay small."""
    out = io.StringIO(newline="")
    out.write("\ufeff")
    writer = csv.writer(out)
    said = token(editions.by_number[worksheet.edition], worksheet.programme, worksheet.choice)
    before = None
    for line, (key, number, chapter, wording, *others) in enumerate(layout.mapping(worksheet, editions)):
        row = [key, number, chapter, "" if key and key == before else wording, *others, said if line else SELF]
        writer.writerow([for_csv(text) for text in row])
        before = key if editions.last(key) else None
    return out.getvalue().encode()


def as_json(worksheet, editions, remarks=()):
    """Small enough to be kept in a browser or carried in a form."""
    sheets = [("Mapping", list(layout.mapping(worksheet, editions, is_brief=True)))]
    sheets += [("About", list(layout.about(worksheet, editions)))]
    return reading_json.dumped(sheets + worksheet.sheets, remarks)


FORMATS = {
    "xlsx": (workbook, XLSX),
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "json": (as_json, "application/json"),
}


def write(format, worksheet, editions, remarks=()):
    """(bytes, content type) of the worksheet in that format; of all formats only JSON has remarks."""
    writer, content_type = FORMATS[format]
    data = writer(worksheet, editions, remarks) if format == "json" else writer(worksheet, editions)
    return data, content_type
