"""Comments, formats and widths of the educator's own sheets come back; what cannot be kept is said."""

import io

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from guidelines import mapping
from guidelines.mapping import looks, reading_json
from tests.guidelines.worksheets import make_editions, make_worksheet, words, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def editions():
    return make_editions()


def filled(editions, change):
    """The workbook after the educator changed it in Excel."""
    book = load_workbook(io.BytesIO(written(make_worksheet(editions), editions)))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def dressed(book):
    sheet = book.create_sheet("Costs")
    sheet.append(["Item", "Cost", "Share"])
    sheet.append(["Cards", 12.5, 0.25])
    sheet.column_dimensions["A"].width = 41
    sheet["A1"].font = Font(bold=True, italic=True)
    sheet["A2"].fill = PatternFill("solid", fgColor="FFFFEE00")
    sheet["B2"].number_format = "£#,##0.00"
    sheet["C2"].number_format = "0%"
    sheet["B2"].comment = Comment("=SUM(A1) asked on Monday", "Dr Żółć")
    sheet["E9"].comment = Comment("Beside an empty cell", "Dr Żółć")


def upgraded(data, editions, format="xlsx"):
    """What comes back after an upgrade; as the page's own JSON it is carried once more."""
    worksheet = mapping.Upgrade(mapping.read(data, editions).worksheet, editions, 2).worksheet
    if format == "json":
        worksheet = mapping.read(written(worksheet, editions, "json"), editions).worksheet
    return load_workbook(io.BytesIO(written(worksheet, editions)))


@pytest.mark.parametrize("format", ["xlsx", "json"])
def test_an_own_sheet_keeps_its_look_and_its_comments_through_an_upgrade(editions, format):
    sheet = upgraded(filled(editions, dressed), editions, format)["Costs"]

    assert (sheet["B2"].value, sheet["B2"].number_format) == (12.5, "£#,##0.00")
    assert (sheet["C2"].value, sheet["C2"].number_format) == (0.25, "0%")
    assert (sheet["A1"].font.b, sheet["A1"].font.i, sheet["A2"].font.b) == (True, True, False)
    assert sheet["A2"].fill.fgColor.rgb == "FFFFEE00"
    assert sheet.column_dimensions["A"].width == 41
    assert sheet["B2"].comment.text == "=SUM(A1) asked on Monday"
    assert sheet["E9"].comment.text == "Beside an empty cell"


def test_a_second_upload_changes_nothing_more(editions):
    once = mapping.read(filled(editions, dressed), editions).worksheet

    twice = mapping.read(written(once, editions), editions).worksheet

    assert twice.sheets == once.sheets


def commented(book):
    sheet = book["Mapping"]
    rows = {row[0].value: row for row in sheet.iter_rows() if row[4].value == "NUR101"}
    rows["self-reflection"][4].comment = Comment("Ask Jo first", "Jo")
    sheet["E1"].comment = Comment("Codes from the handbook", "Jo")


@pytest.mark.parametrize("format", mapping.FORMATS)
def test_comments_on_the_mapping_move_to_a_column_and_stay_with_their_row(editions, format):
    reading = mapping.read(filled(editions, commented), editions)
    assert "now stand in a column of their own, “Comments on cells”" in words(reading)

    again = mapping.read(written(reading.worksheet, editions, format), editions).worksheet

    said = {row.cells["Module"]: row.cells.get("Comments on cells") for row in again.rows if "Module" in row.cells}
    assert said["NUR101"] == "Module: Ask Jo first"
    assert said["NUR201"] is None
    assert [row.cells for row in again.rows if row.cells.get("Comments on cells", "").endswith("handbook")]


def test_a_later_comment_joins_the_earlier_one(editions):
    once = written(mapping.read(filled(editions, commented), editions).worksheet, editions)
    book = load_workbook(io.BytesIO(once))
    commented(book)
    out = io.BytesIO()
    book.save(out)

    rows = mapping.read(out.getvalue(), editions).worksheet.rows

    assert next(row for row in rows if row.cells.get("Module") == "NUR101").cells["Comments on cells"] == (
        "Module: Ask Jo first\nModule: Ask Jo first"
    )


def test_what_excel_writes_around_a_conversation_is_left_out():
    text = "[Threaded comment]\n\nYour version of Excel allows … Learn more: https://x\n\nComment:\n    Is it so?"

    assert looks.ADDED_BY_EXCEL.sub("", text) == "Is it so?"


def test_what_cannot_be_kept_of_an_own_sheet_is_said(editions):
    def with_rules(book):
        dressed(book)
        book["Costs"].conditional_formatting.add("B2", CellIsRule(operator="lessThan", formula=["0"]))
        offer = DataValidation(type="list", formula1='"Yes,No"')
        offer.add("A2")
        book["Costs"].add_data_validation(offer)

    told = words(mapping.read(filled(editions, with_rules), editions))

    assert "Your sheet “Costs” has colours by rule (conditional formatting) and drop-downs: they stay" in told


def test_a_percentage_in_a_mapping_sheet_under_another_name_is_read_as_it_shows(editions):
    def renamed(book):
        book["Mapping"].title = "Ours"
        cell = book["Ours"]["K2"]
        cell.value, cell.number_format = 0.5, "0%"

    rows = mapping.read(filled(editions, renamed), editions).worksheet.rows

    assert "50%" in [row.cells.get("Note") for row in rows]


@pytest.mark.parametrize(
    "look",
    [
        [],
        "x",
        {"cells": []},
        {"cells": {"a": 1}},
        {"cells": {"1:1": ["0", 1, 1, 5]}},
        {"comments": {"1:1": "x"}},
        {"comments": {"1:1": [1, 2]}},
        {"widths": {"x": "y"}},
        {"widths": {"1": None}},
    ],
)
def test_a_look_that_a_stranger_made_up_is_refused_in_words(editions, look):
    sheets = [["Mapping", [["Key", "Module"], ["self-reflection", "NUR101"]]], ["Own", [["a"]], look or [1]]]

    with pytest.raises(mapping.Unreadable, match="Upload the file"):
        mapping.read(reading_json.dumped(sheets), editions)


def test_a_look_far_outside_the_sheet_writes_no_endless_sheet(editions):
    look = {"cells": {"1048576:16384": ["0", True, False, ""]}, "widths": {"99999999": 3}}
    sheets = [["Mapping", [["Key", "Module"], ["self-reflection", "NUR101"]]], ["Own", [["a"]], look]]

    reading = mapping.read(reading_json.dumped(sheets), editions)

    assert len(written(reading.worksheet, editions)) < 100_000
