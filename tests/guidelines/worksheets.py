"""Worksheets for tests: valid ones, nasty ones, and files that other programs made of them."""

import csv
import io
from datetime import datetime

from openpyxl import Workbook, load_workbook

from guidelines import mapping
from guidelines.mapping.worksheet import ASSESSED, EVIDENCE, GAP, MODULE, NOTE, TAUGHT, YEAR, Row
from tests.make import make_guideline, make_released_edition, make_second_edition

NASTY = [
    "=1+1",
    "+44 20",
    "-5",
    "@home",
    "'=quoted",
    "\tindented",
    "- seminar\n- debrief",
    "_x0041_",
    "50%",
    "007",
    "x;=1+1",
    "x;'=1",
]


def make_editions(**fields):
    """The two released editions of tests/make.py, under an address that does not change."""
    guideline = make_guideline(**{"slug": "leadership", "name": "Leadership"} | fields)
    make_second_edition(make_released_edition(guideline))
    return mapping.Editions(guideline)


def make_worksheet(editions, number=1):
    """A worksheet with several rows for a statement, own columns, own rows, own sheets and text like formulas."""
    worksheet = mapping.blank(editions, number)
    rows = {row.key: row for row in worksheet.rows}
    rows["self-reflection"].cells = {MODULE: "NUR101", YEAR: "Year 1", TAUGHT: "- seminar\n- debrief", GAP: "No"}
    rows["shared-work"].cells = {MODULE: "=SUM(A1:A9)", ASSESSED: "50%", EVIDENCE: "@handbook", GAP: "Partly"}
    worksheet.rows.insert(1, Row("self-reflection", {MODULE: "NUR201", YEAR: "Foundation", "Lead": "Dr Żółć"}))
    worksheet.rows.insert(2, Row("", {NOTE: "Ask the placement team", "Lead": "-"}))
    worksheet.rows.append(Row("made-up-key", {"Statement": "Our own aim", MODULE: "NUR301"}))
    worksheet.columns = ["Lead"]
    worksheet.sheets = [
        ("Budget", [["Item", "Cost"], ["Cards", 12.5], [], ["Sum", "=B2*2", True, datetime(2019, 3, 4, 9, 30)]])
    ]
    worksheet.programme = "BSc Nursing & Midwifery"
    return worksheet


def typed(worksheet, editions):
    """Everything that the educator typed, in the order in which it is written."""
    return [(row.key, row.cells) for row in mapping.worksheet.arranged(worksheet, editions)]


def written(worksheet, editions, format="xlsx"):
    return mapping.write(format, worksheet, editions)[0]


def changed_workbook(data, change):
    """The workbook after `change` was made to its Mapping sheet, as an educator would in Excel."""
    book = load_workbook(io.BytesIO(data))
    change(book["Mapping"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def workbook_of(rows, title="Mapping"):
    """A workbook that is not ours, with these rows of values."""
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv_of(rows, encoding="utf-8", delimiter=","):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def modules(reading):
    return [(row.key, row.cells[MODULE]) for row in reading.worksheet.rows if MODULE in row.cells]


def words(reading):
    return " ".join([*reading.remarks, *(f"{place}: {said}" for place, said in reading.row_remarks)])
