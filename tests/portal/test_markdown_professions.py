"""Whom a statement is for is written in its first line, and said in words beside its title."""

import pytest

from portal import markdown
from portal.markdown import audience
from tests.portal.test_markdown_pandoc import divs


def statement(more):
    return f"::: {{.statement #a{more}}}\nWords.\n:::\n"


def messages(text):
    return [finding.message for finding in markdown.parse(text).findings]


def test_professions_are_read_folded_and_named_once():
    [found] = markdown.parse(statement(' for=" Nursing,  operating   department practice, nursing"')).statements

    assert found.professions == ("nursing", "operating department practice")
    assert found.source == "Words."


def test_a_statement_without_professions_is_for_everybody_and_says_nothing():
    document = markdown.parse(statement(""))

    assert document.statements[0].professions == ()
    assert "statement__for" not in document.html(chapter=1)


def test_the_page_says_for_whom_a_statement_is():
    html = markdown.parse(statement(' title="T" for="nursing, midwifery, podiatry"')).html(chapter=1)

    assert '<span class="statement__for">For nursing, midwifery and podiatry</span></p>' in html


@pytest.mark.parametrize("names, words", [([], ""), (["a"], "For a"), (["a", "b"], "For a and b")])
def test_professions_are_joined_as_one_speaks(names, words):
    assert audience.in_words(names) == words


def test_pandoc_reads_the_same_professions():
    text = statement(' title="T" for="nursing, midwifery"')

    [(key, kinds, attributes, _)] = divs(text)

    assert (key, kinds, attributes["for"]) == ("a", ["statement"], "nursing, midwifery")
    assert messages(text) == []


@pytest.mark.parametrize(
    "more, told",
    [
        (' for=""', "names no profession"),
        (' for=" , "', "names no profession"),
        (' for="nursing,,midwifery"', "nothing between two commas"),
        (' for="nursing; midwifery"', "not “nursing; midwifery”"),
        (' for="<script>"', "not “<script>”"),
        (' for="9 to 5"', "not “9 to 5”"),
        (f' for="{"a" * 61}"', "at most 60 letters"),
        (f' for="{", ".join("abcdefghijk")}"', "up to 10 professions"),
        (' fro="nursing"', "nothing called “fro”"),
    ],
)
def test_what_is_written_wrongly_is_a_finding(more, told):
    [message] = messages(statement(more))

    assert told in message


def test_what_is_written_wrongly_is_left_out_and_never_breaks_the_page():
    document = markdown.parse(statement(' for="nursing; midwifery, <b>x</b>, podiatry"'))

    assert document.statements[0].professions == ("podiatry",)
    assert "<b>x" not in document.html(chapter=1)


def test_only_a_statement_is_for_a_profession():
    [message] = messages('::: {.note for="nursing"}\nWords.\n:::\n')

    assert "A box called “note” cannot have it." in message


def test_the_quiet_line_leads_to_link_citation_changes_and_map():
    html = markdown.parse(statement("")).html(chapter=2)

    for address, name in [
        ("#a", "Link"),
        ("../../statements/a/cite/", "Cite"),
        ("../../statements/a/", "What changed"),
        ("../../map/?add=a#map-a", "Add to my map"),
    ]:
        assert f'<li><a href="{address}">{name}<span class="nhsuk-u-visually-hidden">: statement 2.1</span></a>' in html
