"""Readers take a comparison away as a table, in which nothing can be taken for a formula."""

import csv
import io

import pytest
from openpyxl import load_workbook

from tests.guidelines.editions import ONE, address, make_edition_after, make_first
from tests.make import make_second_edition, make_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def second():
    return make_second_edition()


def rows_of_csv(response):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_csv_holds_a_row_for_each_change_with_its_reason(client, second):
    response = client.get(address(second, 1, 2, "download/csv/"))

    rows = {row["Key"]: row for row in rows_of_csv(response)}
    assert set(rows) == {"self-reflection", "fresh-start", "shared-work", "values-in-practice"}
    assert rows["self-reflection"]["What happened"] == "Amended"
    assert rows["self-reflection"]["Wording in edition 1"] == "Give every student time to reflect."
    assert rows["self-reflection"]["Wording in edition 2"] == "Give every student a planned time to reflect."
    assert rows["self-reflection"]["Why"] == "Educators asked for it."
    assert rows["shared-work"]["Replaced by"] == "3.1 fresh-start"
    assert "changes-1-to-2.csv" in response["Content-Disposition"]


def test_the_workbook_holds_the_same_and_keeps_its_heading_in_sight(client, second):
    table = rows_of_csv(client.get(address(second, 1, 2, "download/csv/")))

    sheet = load_workbook(io.BytesIO(client.get(address(second, 1, 2, "download/xlsx/")).content)).active

    heading, *rows = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert [dict(zip(heading, row, strict=True)) for row in rows] == table
    assert sheet.freeze_panes == "C2"


def test_downloads_follow_the_filter(client, second):
    rows = rows_of_csv(client.get(address(second, 1, 2, "download/csv/?kind=new")))

    assert [row["Key"] for row in rows] == ["fresh-start"]


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1"])
def test_no_cell_can_be_taken_for_a_formula(client, start):
    first = make_first(make_statement("a", ONE))
    make_edition_after(first, ("a", "amended", "every", "each", {"reason": start, "what_to_do": start}))

    [row] = rows_of_csv(client.get(address(first, 1, 2, "download/csv/")))
    book = load_workbook(io.BytesIO(client.get(address(first, 1, 2, "download/xlsx/")).content))

    cells = [cell for line in book.active.iter_rows() for cell in line]
    assert row["Why"][0] == "'"
    assert all(cell.data_type != "f" for cell in cells)
    assert not [cell for cell in cells if str(cell.value or "").lstrip().startswith(("=", "+", "-", "@"))]


def test_a_wording_too_long_for_a_cell_is_cut_and_says_so(client):
    first = make_first(make_statement("a", "word " * 20_000 + "end."))
    make_edition_after(first, ("a", "amended", "end.", "finish."))

    sheet = load_workbook(io.BytesIO(client.get(address(first, 1, 2, "download/xlsx/")).content)).active

    assert sheet["E2"].value.endswith("(The whole text is on the page.)")


def test_other_formats_are_not_found(client, second):
    assert client.get(address(second, 1, 2, "download/pdf/")).status_code == 404
