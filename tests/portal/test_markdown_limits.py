"""No text is too nasty: it is refused with a reason, or read in time that grows with its length.

Here each text has 3,000 characters, so the suite stays quick. To see the time each takes at full length, run
MARKDOWN_HOSTILE_LENGTH=400000 python -m pytest tests/portal/test_markdown_limits.py --durations=20
"""

import os

import pytest

from portal import markdown

LENGTH = int(os.environ.get("MARKDOWN_HOSTILE_LENGTH", "3000"))

REPEATED = [
    *"[]<>&!*_`\\|#-:=~\t\0\ud800",
    *("*a **a ", "a_ _", "**a *b", "*_a_", "a**bc* ", "![[]()", "[a](", "[a](<b", "[]()", "[a][b]", "[a\n", "![", "^["),
    *("- ", "- a\n", "-\n", "1. a\n", "> ", ">", "> a\n", "> - ", "# a\n", "a\n=\n", "a\n", "a\n\n", "a  \n", "```\n"),
    *(
        "|a|b|\n|-|-|\n\n",
        "|-|\n",
        "|a",
        "a|b\n-|\n",
        "a\n: b\n",
        ": ",
        "a\n: ",
        "[^1]",
        "[^",
        "[^a]: ",
        "[^1]: x\n\n[^",
    ),
    *(
        "::: note\n",
        ":::\n",
        "::: {",
        "::: {.note #a",
        ":::: a\n:::\n",
        "::: {.statement #a}\nA\n:::\n",
        "- ::: note\n",
    ),
    *(
        "<a ",
        "<!--",
        "<?",
        "<![CDATA[",
        "<a:",
        "<http://a.b>",
        "<a@b",
        "&amp;",
        "&#1;",
        "&a",
        "&#",
        "[a]: b\n",
        '[a]: b "',
    ),
    *("## a {#a}\n", " {#a", "![a](/media/x)", "`a``", "\u0301", "\r", "<div>\n", "| --- "),
]
BUILT = {
    "nested lists": "".join("  " * depth + "- a\n" for depth in range(500)),
    "nested quotations": ">" * 10_000 + "a",
    "lazy lines in nested quotations": "> " * 20 + "a\n" * LENGTH,
    "nested brackets": "[" * (LENGTH // 2) + "]" * (LENGTH // 2),
    "nested pictures": "![a" * (LENGTH // 14) + "](/media/x)" * (LENGTH // 14),
    "nested emphasis": "*a **b " * (LENGTH // 14) + "c** d*" * (LENGTH // 14),
    "backtick runs": "".join("`" * run + "a" for run in range(int((2 * LENGTH) ** 0.5))),
    "wide table": "|a" * (LENGTH // 6) + "|\n" + "|-" * (LENGTH // 6) + "|\n" + "|b\n" * (LENGTH // 6),
    "footnote chain": "".join(f"[^{n}]: a[^{n + 1}]\n\n" for n in range(LENGTH // 20)) + "x[^0]",
    "footnote in itself": "[^1]: a[^1]\n\n[^1]",
    "footnote brackets": "[^1]: x\n\n" + "[^" * (LENGTH // 2),
    "deep statements": "".join(f"::: {{.statement #a{n}}}\n" for n in range(LENGTH // 24)),
    "closings without openings": ":::: a\n" * (LENGTH // 14) + ":::\n" * (LENGTH // 14),
}


def lines_that_fit(text):
    return "".join(text[: markdown.MAX_LENGTH].splitlines(keepends=True)[: markdown.MAX_LINES // 2])


@pytest.mark.parametrize("text", [*REPEATED, *BUILT.values()], ids=[*map(repr, REPEATED), *BUILT])
def test_a_nasty_text_is_read_to_the_end(text):
    text = lines_that_fit(text if text in BUILT.values() else text * (LENGTH // len(text)))

    document = markdown.parse(text)

    assert markdown.sanitise(document.html(chapter=1)) == document.html(chapter=1)
    assert markdown.parse(markdown.pin_heading_ids(text)[: markdown.MAX_LENGTH]).words >= 0


def test_a_text_that_is_too_long_is_refused_with_a_reason():
    markdown.parse("a" * markdown.MAX_LENGTH)

    with pytest.raises(markdown.TooLong, match=r"This text has 400,001 characters\. The most that fits is 400,000"):
        markdown.parse("a" * (markdown.MAX_LENGTH + 1))


def test_a_text_with_too_many_lines_is_refused_with_a_reason():
    markdown.parse("\r\n" * 20_000)

    with pytest.raises(markdown.TooLong, match="This text has 20,001 lines"):
        markdown.render("\n" * 20_001)


def test_what_stands_too_deep_is_a_finding():
    assert "is left out" in markdown.parse("> " * 20 + "a").findings[0].message
    assert markdown.parse("- " * 7 + "a").findings == []


def test_a_box_that_is_too_deep_is_shown_as_it_was_typed():
    document = markdown.parse("::: note\n" * 30)

    assert "::: note" in document.text
    assert "opens or closes no box" in document.findings[-1].message


def test_a_table_that_grows_out_of_bounds_is_cut_off_with_a_finding():
    document = markdown.parse("|a" * 500 + "|\n" + "|-" * 500 + "|\n" + "|b\n" * 500)

    assert document.html().count("<td") + document.html().count("<th ") < 20_000
    assert [(f.line, f.message[:25]) for f in document.findings] == [(41, "The table is cut off here")]
