"""Whatever is uploaded, what can be read is read, the rest is said in plain words, and nothing is ever run."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guidelines import mapping
from guidelines.mapping import opening
from guidelines.mapping.worksheet import MODULE, NOTE
from tests.guidelines.worksheets import (
    changed_workbook,
    csv_of,
    make_editions,
    make_worksheet,
    modules,
    typed,
    words,
    workbook_of,
    written,
)
from tests.make import make_bodies, make_guideline, make_released_edition, make_statement

pytestmark = pytest.mark.django_db
TABLE = [["Key", "Module", "Note"], ["self-reflection", "NUR101", "café – naïve"], ["shared-work", "NUR201", ""]]


@pytest.fixture
def editions(db):
    return make_editions()


@pytest.fixture
def workbook(editions):
    return written(make_worksheet(editions), editions)


def repacked(data, change):
    """The workbook with its parts changed by `change`, which gets {name: bytes}."""
    parts = {
        name: zipfile.ZipFile(io.BytesIO(data)).read(name) for name in zipfile.ZipFile(io.BytesIO(data)).namelist()
    }
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


# ── What cannot be read is refused with what to do next ──────────────────────────────────────────


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"   \r\n", "is empty"),
        (b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 100, "old Excel file"),
        (b"PK\x03\x04 and then nothing", "is damaged"),
        (b"%PDF-1.7", "is a PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "No statement of “Leadership”"),
        (b"{not json", "cannot be read"),
        (b'{"sheets": [["Mapping", [[[]]]]]}', "cannot be read"),
        (b'{"sheets": 5}', "cannot be read"),
        (b'{"sheets": ' + b"[" * 100_000, "cannot be read"),
        (b"Name;Address\r\nJo;Here", "No statement of “Leadership”"),
        (workbook_of([["Name", "Address"], ["Jo", "Here"]]), "No statement of “Leadership”"),
    ],
)
def test_a_file_that_is_not_ours_is_refused_in_plain_words(editions, data, said):
    with pytest.raises(mapping.Unreadable, match=said):
        mapping.read(data, editions)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(editions, workbook):
    def bomb(parts):
        parts["xl/media/picture.png"] = b"\0" * (opening.MAX_UNPACKED + 1)

    data = repacked(workbook, bomb)

    assert len(data) < 200_000
    with pytest.raises(mapping.Unreadable, match="unpacks to far more"):
        mapping.read(data, editions)


def test_an_xml_bomb_is_refused(editions, workbook):
    def bomb(parts):
        name = "xl/worksheets/sheet1.xml"
        parts[name] = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + parts[name].replace(b"NUR101", b"&b;")

    with pytest.raises(mapping.Unreadable, match="damaged"):
        mapping.read(repacked(workbook, bomb), editions)


@pytest.mark.parametrize("name", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_a_workbook_with_a_broken_part_is_refused(editions, workbook, name):
    with pytest.raises(mapping.Unreadable, match="damaged"):
        mapping.read(repacked(workbook, lambda parts: parts.update({name: b"<broken"})), editions)


def test_more_than_20_000_rows_are_refused(editions):
    rows = [["Key", "Module"], *([["self-reflection", "M"]] * (opening.MAX_ROWS + 1))]

    with pytest.raises(mapping.Unreadable, match="more than 20,000 filled rows"):
        mapping.read(csv_of(rows), editions)


def test_20_000_rows_are_read(editions):
    rows = [["Key", "Module"], *(["self-reflection", f"M{number}"] for number in range(opening.MAX_ROWS))]

    assert len(mapping.read(csv_of(rows), editions).worksheet.rows) == opening.MAX_ROWS


def test_a_cell_too_long_for_a_workbook_is_refused_rather_than_cut(editions):
    with pytest.raises(mapping.Unreadable, match="Row 2: “Module” holds more than 32,767"):
        mapping.read(csv_of([["Key", "Module"], ["self-reflection", "x" * 40_000]]), editions)


@settings(deadline=None, max_examples=80, suppress_health_check=list(HealthCheck))
@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda words: f"Key,Module\n{words}".encode())))
def test_random_bytes_never_do_worse_than_a_refusal(editions, data):
    try:
        mapping.read(data, editions)
    except mapping.Unreadable as error:
        assert str(error).endswith(".")


@settings(deadline=None, max_examples=50, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 9_000), st.binary(min_size=1, max_size=40))
def test_a_workbook_damaged_anywhere_never_does_worse_than_a_refusal(editions, workbook, place, damage):
    try:
        mapping.read(workbook[:place] + damage + workbook[place + len(damage) :], editions)
    except mapping.Unreadable as error:
        assert str(error).endswith(".")


# ── What is odd is read, and said ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_csv_in_any_usual_encoding_and_with_any_usual_separator_is_read(editions, encoding):
    for delimiter in (",", ";", "\t"):
        reading = mapping.read(csv_of(TABLE, encoding, delimiter), editions)

        assert modules(reading) == [("self-reflection", "NUR101"), ("shared-work", "NUR201")]
        assert reading.worksheet.rows[0].cells[NOTE] == "café – naïve"


def test_the_line_in_which_excel_names_its_separator_is_understood(editions):
    assert len(modules(mapping.read(b"sep=;\r\n" + csv_of(TABLE, delimiter=";"), editions))) == 2


def test_a_formula_is_read_as_the_text_that_was_typed(editions, workbook):
    data = changed_workbook(workbook, lambda sheet: sheet.__setitem__("E2", '=HYPERLINK("http://example.org")'))

    reading = mapping.read(data, editions)

    assert reading.worksheet.rows[0].cells[MODULE] == '=HYPERLINK("http://example.org")'
    assert "held a formula" in words(reading)


def test_macros_are_dropped_and_said_so(editions, workbook):
    data = repacked(workbook, lambda parts: parts.update({"xl/vbaProject.bin": b"Sub Auto_Open()"}))

    reading = mapping.read(data, editions)

    assert "macros" in words(reading)
    assert b"vba" not in written(reading.worksheet, editions)


def test_a_key_merged_over_three_rows_counts_for_all_three(editions):
    def merge(sheet):
        sheet["A5"], sheet["E5"], sheet["A6"], sheet["E6"] = None, "NUR401", None, "NUR402"
        sheet.merge_cells("A4:A6")

    data = changed_workbook(written(mapping.blank(editions, 1), editions), merge)

    reading = mapping.read(data, editions)

    assert modules(reading) == [("shared-work", "NUR401"), ("shared-work", "NUR402")]
    assert "Merged cells" in words(reading)


def test_columns_in_another_order_and_rows_above_the_headings_are_understood(editions):
    data = workbook_of(
        [["Our programme"], ["Module", "Ward", "KEY "], ["NUR101", "7", " Self-Reflection"]], title="Plan"
    )

    reading = mapping.read(data, editions)

    assert modules(reading)[-1] == ("self-reflection", "NUR101")
    assert reading.worksheet.rows[-1].cells == {MODULE: "NUR101", "Ward": "7"}
    assert "Our programme" in str(typed(reading.worksheet, editions))


def test_two_columns_of_one_name_and_one_without_a_name_are_all_kept(editions):
    data = csv_of([["Key", "Module", "Module", "", "Lead", "Lead"], ["shared-work", "A", "B", "C", "D", "E"]])

    cells = mapping.read(data, editions).worksheet.rows[0].cells

    assert cells == {"Module": "A", "Module (2)": "B", "Column 4": "C", "Lead": "D", "Lead (2)": "E"}


def test_an_unknown_key_keeps_its_row_and_is_named(editions):
    reading = mapping.read(csv_of([*TABLE, ["no-such-key", "NUR301", "keep me"]]), editions)

    assert "Row 4: The key “no-such-key” is not known here." in words(reading)
    assert ("no-such-key", {"Module": "NUR301", "Note": "keep me"}) in typed(reading.worksheet, editions)


def test_a_key_of_another_guideline_is_named_with_its_guideline(editions):
    other = make_guideline(name="Prescribing")
    make_released_edition(other, make_bodies() | {"doses": "Words.\n\n" + make_statement("safe-doses")})

    reading = mapping.read(csv_of([*TABLE, ["safe-doses", "NUR301", ""]]), editions)

    assert "It belongs to “Prescribing”" in words(reading)


def test_a_worksheet_of_another_guideline_says_so(editions):
    other = make_guideline(slug="prescribing", name="Prescribing")
    make_released_edition(other)
    theirs = mapping.Editions(other)

    reading = mapping.read(written(mapping.blank(theirs, 1), theirs), editions)

    assert "made for “Prescribing”" in words(reading)


def test_a_row_repeated_word_for_word_is_kept_twice_and_named(editions):
    reading = mapping.read(csv_of([*TABLE, TABLE[1]]), editions)

    assert len(modules(reading)) == 3
    assert "Row 4: It repeats row 2 word for word. Both are kept." in words(reading)


def test_a_row_without_a_key_is_placed_by_its_number_or_wording(editions):
    wording = editions.entries[2]["self-reflection"].wording
    data = csv_of([["Key", "Number", "Statement", "Module"], ["", "", wording, "A"], ["", "2.1", "", "B"]])

    reading = mapping.read(data, editions, 2)

    assert [key for key, _ in modules(reading)] == ["self-reflection", "values-in-practice"]


def test_a_wording_that_the_educator_rewrote_moves_to_a_column_of_its_own(editions, workbook):
    data = changed_workbook(workbook, lambda sheet: sheet.__setitem__("D2", "We call it looking back"))

    reading = mapping.read(data, editions)

    assert reading.worksheet.rows[0].cells["Statement (as you had it)"] == "We call it looking back"
