"""Whatever somebody writes reaches the typesetter as words, never as code."""

import json

import pypdfium2
import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guidelines.exports import CannotBuild, pdf
from guidelines.exports.typst_writer import breakable, quote, words

from .exported import make_about, make_publication

SIGNS = "#$@\\<>*_[]{}()\"'`~=+-/;:,.%&|^!? \n\t"
HOSTILE = [
    '#import "/etc/passwd"', '#read("main.typ")', "$x$", "@ref", "<label>", "\\u{41}", "// comment", "/* open", "*/",
    '"; #panic("x"); "', "#{", "]", "```", "= heading", "- item", "#set page(width: 1cm)", "\\", '\\"', "https://x.y/#a",
]  # fmt: skip
LITERALS = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
texts = st.text(st.one_of(st.sampled_from(SIGNS), st.characters(exclude_categories=["Cs"])), max_size=60)


@LITERALS
@given(st.lists(st.one_of(texts, st.sampled_from(HOSTILE)), min_size=1, max_size=40))
def test_a_string_comes_out_of_the_typesetter_as_it_went_in(strings):
    source = "".join(f"#metadata({quote(each)})\n" for each in strings)

    found = json.loads(typst.query(source.encode(), "metadata", field="value"))

    assert found == strings


@LITERALS
@given(st.lists(st.one_of(texts, st.sampled_from(HOSTILE)), min_size=1, max_size=40))
def test_words_in_markup_are_one_string(strings):
    source = "".join(f"#metadata([{words(each)}])\n" for each in strings)

    found = json.loads(typst.query(source.encode(), "metadata", field="value"))

    assert [_text(each) for each in found] == [breakable(each) for each in strings]


def _text(content):
    """The text of content that holds nothing but text."""
    assert content["func"] in ("text", "sequence", "space")
    return content.get("text", "") or "".join(map(_text, content.get("children", [])))


@settings(max_examples=6, deadline=None)
@given(st.lists(texts, min_size=1, max_size=5))
def test_any_markdown_gives_a_document_or_a_sentence(parts):
    body = "\n\n".join(
        [*parts, *HOSTILE, *(f"::: {{.note title={json.dumps(each)}}}\n{each}\n:::" for each in HOSTILE)]
    )
    publication = make_publication({"Title " + "".join(parts): body}, about=make_about(title="".join(HOSTILE)))

    try:
        content = pdf.build(publication)
    except CannotBuild as refusal:
        pytest.fail(str(refusal))
    assert content.startswith(b"%PDF-")


def test_hostile_words_stand_in_the_document_as_typed(db):
    shown = ['#import "/etc/passwd"', '#read("main.typ")', "#set page(width: 1cm)", "/* open", "@ref"]
    code = "\n".join(shown)
    publication = make_publication(
        {"#title": f"{shown[0]}\n\n```\n{code}\n```\n"}, about=make_about(title=shown[1], notice=shown[2])
    )

    pages = pypdfium2.PdfDocument(pdf.build(publication))
    text = "\n".join(page.get_textpage().get_text_bounded() for page in pages)

    assert text.count(shown[0]) == 2
    assert text.count(shown[1]) >= 2
    assert text.count(shown[2]) == 2
    assert pages[0].get_size() == pytest.approx((595.28, 841.89), abs=1)
