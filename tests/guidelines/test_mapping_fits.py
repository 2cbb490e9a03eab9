"""A worksheet is read against the edition and the columns that fit it best."""

import pytest

from guidelines import mapping
from guidelines.mapping.worksheet import HEADINGS
from tests.guidelines.worksheets import (
    changed_workbook,
    csv_of,
    make_editions,
    make_worksheet,
    words,
    written,
)

pytestmark = pytest.mark.django_db
TABLE = [["Key", "Module", "Note"], ["self-reflection", "NUR101", "café – naïve"], ["shared-work", "NUR201", ""]]


@pytest.fixture
def editions(db):
    return make_editions()


@pytest.fixture
def workbook(editions):
    return written(make_worksheet(editions), editions)


def test_an_edition_that_is_not_published_is_replaced_by_the_one_that_fits(editions, workbook):
    book = changed_workbook(workbook, lambda sheet: sheet.parent["About"].__setitem__("B4", 9))

    reading = mapping.read(book, editions)

    assert reading.worksheet.edition == 1
    assert "says edition 9, which is not published" in words(reading)


def test_the_edition_that_the_wordings_show_wins_over_the_one_that_is_claimed(editions):
    data = written(mapping.blank(editions, 2), editions)
    data = changed_workbook(data, lambda sheet: sheet.parent["About"].__setitem__("B4", 1))

    reading = mapping.read(data, editions)

    assert reading.worksheet.edition == 2
    assert "worded as in edition 2" in words(reading)


def test_a_csv_without_our_own_column_is_read_against_the_edition_that_was_asked_for(editions):
    assert mapping.read(csv_of(TABLE), editions, 1).worksheet.edition == 1
    assert "does not say its edition" in words(mapping.read(csv_of(TABLE), editions))


def test_a_percentage_and_a_date_read_as_they_look(editions):
    def fill(sheet):
        sheet["H2"], sheet["H2"].number_format = 0.5, "0%"
        sheet["K2"] = 44_000
        sheet["K2"].number_format = "yyyy-mm-dd"

    data = changed_workbook(written(mapping.blank(editions, 1), editions), fill)

    cells = mapping.read(data, editions).worksheet.rows[0].cells

    assert cells == {"How assessed": "50%", "Note": "2020-06-18"}


def test_all_headings_are_found_under_the_names_that_people_give_them():
    from guidelines.mapping import headings
    from guidelines.mapping.reading_xlsx import Sheet

    names = headings.find(Sheet("x", {1: ["statement key", "No.", "chapter", "Wording", "MODULES", "Year", "Taught"]}))[
        1
    ]

    assert list(names.values()) == HEADINGS[:7]
