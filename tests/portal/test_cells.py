import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.cells import for_csv, from_csv

FORMULAS = ["=1+1", "@SUM(1)", "-2+3+cmd|' /C calc'!A0", "+HYPERLINK(1)", "＝1", " =1", '"=1', "'=1", '" =1']


def cells_split_at(delimiter, *row):
    file = io.StringIO(newline="")
    csv.writer(file).writerow([for_csv(cell) for cell in row])
    return [cell for line in csv.reader(io.StringIO(file.getvalue(), newline=""), delimiter=delimiter) for cell in line]


def is_formula(cell):
    return cell.lstrip(' "').startswith(("=", "@", "＝")) or cell.lstrip(' "')[:1] in ("+", "-")


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("before", ["x;", "x\t", "x\n", 'x";', "x;;", "x;\n", "x, y;", "\n"])
@pytest.mark.parametrize("behind", ["", ";y", "\n", ', "y"'])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_cell_is_a_formula_however_the_file_is_split(formula, before, behind, delimiter):
    found = cells_split_at(delimiter, "a", before + formula + behind, "b")

    assert not [cell for cell in found if is_formula(cell)]


def test_a_number_does_not_go_on_in_the_next_cell():
    assert not [cell for cell in cells_split_at(";", "x;-1", "5+cmd|' /C calc'!A0") if is_formula(cell)]


@pytest.mark.parametrize("words", ["- one\n- two", "one; two", "a;b", "x - y", "9 + 1; 8"])
def test_ordinary_words_stay_as_they_are(words):
    assert for_csv(f"Said: {words}") == f"Said: {words}"


@given(st.text(alphabet="=+-@;'\"\t\n x1(|", max_size=30))
def test_what_was_changed_can_be_read_back(words):
    assert from_csv(for_csv(words)) == words


def test_a_long_text_of_line_breaks_is_done_at_once():
    assert for_csv("x" + "\n;" * 50_000 + " " * 50_000).startswith("x")
