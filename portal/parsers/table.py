"""CSV: text in UTF-8, rows of one length, nothing that a spreadsheet would run."""

import csv
import re
from pathlib import Path

from portal.parsers import Refused

from . import formulas

CHARACTERS = re.compile(r"[^\t\n\r\x20-\x7e\xa0-\U0010ffff]")
NOT_UTF8 = "This text is not in UTF-8. Save the table as “CSV UTF-8”."
NOT_A_TABLE = "This is text, but not a table: {}. Save it as “CSV UTF-8”, with the same number of columns in each row."
FORMULA = "A cell in row {} is a formula, which would run on the reader’s machine. Save values only."
SPLIT_FORMULA = (
    "A program that splits this table at {} would find a formula in line {} and run it on the reader’s machine. "
    "Put a word in front of the sign =, +, - or @ there."
)


def looks_like_one(path):
    """Whether the file could be text at all: no null bytes, and no tags of a web page at its start."""
    with Path(path).open("rb") as file:
        start = file.read(4096)
    return b"\x00" not in start and not start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"<", b"{", b"#!"))


def judge(path):
    """The facts of a table. Raises Refused."""
    rows(path)
    return {"kind": "csv"}


def rows(path):
    """Its rows, each a list of words. Raises Refused."""
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(NOT_UTF8) from None
    if found := CHARACTERS.search(text):
        raise Refused(NOT_A_TABLE.format(f"it holds the control character {ord(found.group()):#04x}"))
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        table = list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise Refused(NOT_A_TABLE.format(error)) from None
    _refuse_ragged(table)
    _refuse_formulas(table, text, delimiter)
    return table


def _refuse_ragged(table):
    width = len(table[0]) if table else 0
    if len(table) < 2 or width < 2:
        raise Refused(NOT_A_TABLE.format("it has fewer than two rows or two columns"))
    for number, row in enumerate(table, start=1):
        if len(row) != width:
            raise Refused(NOT_A_TABLE.format(f"row {number} has {len(row)} columns and row 1 has {width}"))


def _refuse_formulas(table, text, delimiter):
    for number, row in enumerate(table, start=1):
        if any(map(formulas.is_one, row)):
            raise Refused(FORMULA.format(number))
    if found := formulas.found_split(text, delimiter):
        line, others = found
        raise Refused(SPLIT_FORMULA.format(others, line))
