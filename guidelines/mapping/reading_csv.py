"""CSV as Excel, LibreOffice and others write it: any usual encoding, separator and line ending."""

import codecs
import csv
import io
import re

from .opening import MAX_BYTES, MAX_COLUMNS, MAX_ROWS, TooManyRows, TooWide, Unreadable
from .reading_xlsx import Sheet
from .text import from_csv

csv.field_size_limit(MAX_BYTES)  # of the whole process: a cell may be as long as the largest file that is read
SEPARATORS = ",;\t|"
BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def sheets(data):
    """([the one sheet], remarks). Raises Unreadable."""
    text, remarks = decoded(data)
    if named := re.match(r"sep=(.)\r?\n", text):  # Excel's own way of saying which
        text, separator = text[named.end() :], named[1]
    else:
        separator = _separator(text)
    sheet = Sheet("Mapping")
    try:
        for line, values in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), start=1):
            if len(values) > MAX_COLUMNS:
                raise TooWide("The file")
            if any(values):
                sheet.rows[line] = [from_csv(value) for value in values]
            if len(sheet.rows) > MAX_ROWS + 1:
                raise TooManyRows("The file")
    except csv.Error as error:
        raise Unreadable(
            "The file is not a table of text. Choose the Excel or CSV file that you saved from this page."
        ) from error
    return [sheet], remarks


def decoded(data):
    """(its text, remarks) in whatever encoding it is."""
    for bom, encoding in BOMS.items():
        if data.startswith(bom):
            return data.decode(encoding, errors="replace"), []
    if data[1:200:2].count(0) > 40 or data[:200:2].count(0) > 40:
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", errors="replace"), []
    try:
        return data.decode(), []
    except UnicodeDecodeError:
        remark = (
            "The file was saved in an old Windows encoding. If letters such as é look wrong, save it as"
            " “CSV UTF-8” or as an Excel workbook and upload it again."
        )
        try:
            return data.decode("cp1252"), [remark]
        except UnicodeDecodeError:  # five bytes mean nothing in it
            return data.decode("latin-1"), [remark]


def _separator(text):
    """The character that parts the line of headings into most cells."""
    lines = [
        line for line in text[:20_000].splitlines() if re.search(r"\bkey\b", line, re.IGNORECASE)
    ] or text.splitlines()[:1]
    return max(SEPARATORS, key=lambda separator: lines[0].count(separator) if lines else 0)
