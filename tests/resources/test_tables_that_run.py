import pytest

from tests.resources.test_files_judged import judged
from tests.resources.test_files_refused import refusal

pytestmark = pytest.mark.usefixtures("read_here")

RUN = [
    "-2+3+cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-(cmd|'x'!A0)",
    '-1+HYPERLINK("https://example.org","x")',
    "+1-2*WEBSERVICE(A1)",
    "\t =1+1",
    "@SUM(1)",
    "- SUM (1)",
    "-'https://example.org/[book.xlsx]one'!A1",
    "+'file:///etc/passwd'#$one.A1",
    "-@IF(1,2,3)",
    "＝1+1",
]
PLAIN = [
    *["-5", "+3.2", "-3,5", "-1.000,25", "-12%", "- £5.20", "-€ 5", "+44 20 7946 0000", "+44 (0)20 7946 0000", "-"],
    *[
        "- none",
        "@handle",
        "-0.4 (0.2)",
        "-5 (95% CI -7 to -3)",
        "-2 mm (about)",
        "+ great!",
        "-1 to 5",
        "--",
        "Well-known (2019)",
    ],
]


def quoted(cell):
    return '"' + cell.replace('"', '""') + '"'


@pytest.mark.parametrize("cell", RUN)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_cell_that_runs_is_refused(cell, delimiter):
    assert "formula" in refusal(f"key{delimiter}words\na{delimiter}{quoted(cell)}\n".encode())


@pytest.mark.parametrize(
    "cell", ["x;=cmd|' /C calc'!A0", "x|=1+1", "x\t@SUM(1)", 'x;"=1"', "x\n-1+cmd|'x'!A0;y", "x;-A(1)"]
)
def test_a_cell_that_runs_when_the_table_is_split_elsewhere_is_refused(cell):
    assert "formula in line" in refusal(f"key,words\na,{quoted(cell)}\n".encode())


def test_a_number_that_goes_on_behind_its_comma_is_refused():
    assert "splits this table at semicolons" in refusal(b"number,words\n-5,1+cmd|' /C calc'!A0\n")


@pytest.mark.parametrize("cell", [*PLAIN, "To do:\n- talk (in pairs)\n- well-known (2019)", "a; b - c", "x | y"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_numbers_telephones_and_words_behind_a_sign_are_no_formulas(cell, delimiter):
    assert judged((f"key{delimiter}words\na{delimiter}{quoted(cell)}\n").encode()).kind == "csv"


def test_a_table_whose_first_column_is_below_zero_is_taken():
    assert judged(b'change,where,remark\n-5,London (UK),"Great! Yes"\n-3,Leeds,- none\n').kind == "csv"


def test_our_own_tables_are_taken():
    assert judged(("\ufeffkey,words\na,'=1+1\nb,\"x;'=1\"\n").encode()).kind == "csv"


def test_a_large_table_is_judged_in_time():
    assert judged(("key,words\n" + '-5,"One; - two (see) = 3"\n' * 200_000).encode()).kind == "csv"
