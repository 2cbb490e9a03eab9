"""Statements as rows, and everything as JSON."""

import csv
import io
import json
from dataclasses import replace

import openpyxl
import pytest

from guidelines.exports import as_json, statements

from .exported import HASH, make_changes, make_publication

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", " =1", "\n=1"]


@pytest.fixture
def sample():
    return make_publication(changes=make_changes())


def csv_rows(publication):
    return list(csv.reader(io.StringIO(statements.as_csv(publication).decode("utf-8-sig"), newline="")))


def test_every_statement_is_a_row_with_its_change_and_address(sample):
    head, *rows = csv_rows(sample)
    first = dict(zip(head, rows[0], strict=True))

    assert [row[1] for row in rows] == ["self-reflection", "values-in-practice", "gone"]
    assert first["Number"] == "1.1"
    assert first["Why"] == "Because #1."
    assert first["Permanent address"].endswith("/editions/2/statements/self-reflection/")
    assert dict(zip(head, rows[-1], strict=True))["Replaced by"] == "values-in-practice"


def test_the_workbook_says_the_same_and_what_it_is(sample):
    book = openpyxl.load_workbook(io.BytesIO(statements.as_xlsx(sample)))
    rows = [[cell or "" for cell in row] for row in book["Statements"].iter_rows(values_only=True)]

    assert rows == csv_rows(sample)
    about = dict(book["About"].iter_rows(values_only=True))
    assert about["Content hash"] == HASH
    assert about["Edition"] == "Edition 2. Released 4 March 2019."


@pytest.mark.parametrize("words", DANGEROUS)
def test_no_cell_is_taken_for_a_formula(sample, words):
    changed = [replace(each, title=words, text=words) for each in sample.statements]
    sample = replace(sample, statements=changed, changes=[replace(sample.changes[0], reason=words)])

    book = openpyxl.load_workbook(io.BytesIO(statements.as_xlsx(sample)))

    cells = [cell for row in book["Statements"].iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell.value for cell in cells if cell.value.lstrip(" \n")[0] in "=+-@\t\r"]
    assert not [text for row in csv_rows(sample) for text in row if text and text.lstrip(" \n")[:1] in "=+-@\t\r"]


def test_a_statement_too_long_for_a_cell_is_cut_and_says_so(sample):
    sample = replace(sample, statements=[replace(sample.statements[0], text="word " * 20_000)])

    book = openpyxl.load_workbook(io.BytesIO(statements.as_xlsx(sample)))

    assert book["Statements"]["D2"].value.endswith("(The whole text is at its permanent address.)")


def test_the_same_edition_gives_the_same_workbook(sample):
    assert statements.as_xlsx(sample) == statements.as_xlsx(sample)


def test_json_has_everything(sample):
    facts = json.loads(as_json.build(sample))

    assert facts["content_hash"] == HASH
    assert facts["state"] == "released"
    assert [each["slug"] for each in facts["chapters"]] == ["sample", "links"]
    assert facts["statements"][0]["change"] == "amended"
    assert facts["changes"][1]["successors"] == ["values-in-practice"]


def test_a_drafts_json_says_that_it_is_one(sample):
    facts = json.loads(as_json.build(replace(sample, released_at=None, content_hash="")))

    assert facts["state"] == "draft"
    assert facts["address"] is None
