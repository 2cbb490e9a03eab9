"""What an educator typed comes back as it was typed: through Excel, CSV, the page's own form, and LibreOffice."""

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from guidelines import mapping
from guidelines.mapping import reading_json, text
from guidelines.mapping.worksheet import GAP, HEADINGS, MODULE, NOTE, TYPED, Row, blank
from tests.guidelines.worksheets import NASTY, make_editions, make_worksheet, typed, written

pytestmark = pytest.mark.django_db
FILES = Path(__file__).parent.parent / "files"
KEYS = ["self-reflection", "values-in-practice", "shared-work"]

anything = st.one_of(st.sampled_from(NASTY), st.text(max_size=40)).map(text.cleaned).filter(str.strip)
headings = st.lists(st.sampled_from([*TYPED, "Lead", "Ward", "=Own"]), max_size=6, unique=True)
cells = headings.flatmap(lambda names: st.fixed_dictionaries(dict.fromkeys(names, anything)))
rows = st.lists(st.tuples(st.sampled_from([*KEYS, ""]), cells), max_size=12)
values = st.one_of(anything, st.integers(-(10**9), 10**9), st.booleans(), st.none())
sheets = st.lists(st.lists(st.lists(values, min_size=1, max_size=4), max_size=4), max_size=2)
slowly = settings(deadline=None, max_examples=30, suppress_health_check=list(HealthCheck))


@pytest.fixture
def editions(db):
    return make_editions()


def filled(editions, typed_rows, own=()):
    worksheet = blank(editions, 1)
    worksheet.rows += [Row(key, dict(cells)) for key, cells in typed_rows if cells]
    worksheet.columns = sorted({name for row in worksheet.rows for name in row.cells} - set(HEADINGS))
    worksheet.sheets = [(f"Own {number}", rows) for number, rows in enumerate(own)]
    return worksheet


def trimmed(rows):
    """Rows without the empty cells and rows at their ends, which no file keeps."""
    kept = []
    for row in rows:
        while row and row[-1] in (None, ""):
            row = row[:-1]
        kept.append(list(row))
    while kept and not kept[-1]:
        kept.pop()
    return kept


@pytest.mark.parametrize("format", ["xlsx", "csv", "json"])
@slowly
@given(typed_rows=rows)
def test_every_row_and_column_comes_back_as_it_was_typed(editions, format, typed_rows):
    worksheet = filled(editions, typed_rows)

    read = mapping.read(written(worksheet, editions, format), editions).worksheet

    assert typed(read, editions) == typed(worksheet, editions)
    assert read.edition == 1


@pytest.mark.parametrize("format", ["xlsx", "json"])
@slowly
@given(own=sheets)
def test_sheets_of_the_educators_own_come_back_with_their_values(editions, format, own):
    worksheet = filled(editions, [], own)

    read = mapping.read(written(worksheet, editions, format), editions).worksheet

    assert [trimmed(rows) for _, rows, *_ in read.sheets] == [trimmed(rows) for rows in own]


@slowly
@given(typed_rows=rows)
def test_a_second_round_gives_the_same_rows_as_the_first(editions, typed_rows):
    once = mapping.read(written(filled(editions, typed_rows), editions), editions).worksheet

    twice = mapping.read(written(once, editions), editions).worksheet

    assert written(twice, editions, "csv") == written(once, editions, "csv")


@slowly
@given(typed_rows=rows, own=sheets)
def test_no_workbook_holds_a_formula_whatever_was_typed(editions, typed_rows, own):
    book = load_workbook(io.BytesIO(written(filled(editions, typed_rows, own), editions)))

    found = [cell for sheet in book for line in sheet.iter_rows() for cell in line]

    assert not [cell.value for cell in found if cell.data_type in ("f", "e")]
    assert all(
        cell.quotePrefix for cell in found if isinstance(cell.value, str) and cell.value[:1] in ("=", "+", "-", "@")
    )


@given(st.one_of(st.sampled_from(NASTY), st.text(max_size=30)))
def test_no_csv_cell_begins_like_a_formula_and_each_reads_back(words):
    safe = text.for_csv(words)

    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert text.from_csv(safe) == words


@pytest.mark.parametrize("format", ["xlsx", "csv", "json"])
def test_a_worksheet_with_everything_in_it_survives(editions, format):
    worksheet = make_worksheet(editions)

    read = mapping.read(written(worksheet, editions, format), editions).worksheet

    assert typed(read, editions) == typed(worksheet, editions)
    assert read.programme == worksheet.programme
    assert format == "csv" or read.sheets == worksheet.sheets


def test_a_workbook_that_libreoffice_saved_again_survives(editions):
    """Made by make_worksheet(), then: soffice --headless --convert-to xlsx (LibreOffice 7.4.7)."""
    saved = (FILES / "mapping-saved-by-libreoffice.xlsx").read_bytes()

    read = mapping.read(saved, editions).worksheet

    expected = make_worksheet(editions)
    assert typed(read, editions) == typed(expected, editions)
    assert [(title, trimmed(rows)) for title, rows, *_ in read.sheets] == [
        (title, trimmed(rows)) for title, rows, *_ in expected.sheets
    ]
    assert read.programme == expected.programme
    assert read.edition == 1


def test_openpyxl_reads_the_workbook_with_all_that_makes_it_pleasant(editions):
    book = load_workbook(io.BytesIO(written(make_worksheet(editions), editions)))
    sheet = book["Mapping"]

    assert book.sheetnames == ["Mapping", "Coverage", "About", "Budget"]
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == f"A1:L{sheet.max_row}"
    assert [each.formula1 for each in sheet.data_validations.dataValidation][1] == '"Yes,Partly,No"'
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet["D2"].alignment.wrap_text


def test_a_field_of_a_form_carries_the_worksheet_unchanged(editions):
    data = written(make_worksheet(editions), editions, "json")

    assert reading_json.unpacked(reading_json.packed(data)) == data


def test_a_worksheet_for_two_chapters_stays_one_for_two_chapters(editions):
    worksheet = blank(editions, 2, ["focus-on-self", "new"])

    read = mapping.read(written(worksheet, editions), editions).worksheet

    assert read.chapters(editions) == {"focus-on-self", "new"}
    assert [row.key for row in read.rows] == ["self-reflection", "fresh-start"]


def test_a_row_emptied_in_excel_is_a_blank_row_again(editions):
    worksheet = blank(editions, 1)
    worksheet.rows[0].cells = {MODULE: "", NOTE: "  ", GAP: "No"}

    read = mapping.read(written(worksheet, editions), editions).worksheet

    assert read.rows[0].cells == {GAP: "No"}
