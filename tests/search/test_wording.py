"""How words are understood: stems, phrases, beginnings, slips, other words, numbers."""

import pytest

from portal.search import finding
from tests.make import make_document, make_released_edition, make_statement

pytestmark = pytest.mark.django_db


def titles(typed, **how):
    return [result.title.replace("<mark>", "").replace("</mark>", "") for result in finding.search(typed, **how).items]


@pytest.fixture
def documents():
    make_document(title="Leadership at work", summary="Students reflect on teams.")
    make_document(title="Other things", summary="A team of students works alone.")
    make_document(title="Practice educators", summary="Who teaches in practice.")


@pytest.mark.parametrize("typed", ["leading", "leaders", "LEADERSHIP", "lead"])
def test_leading_finds_leadership(documents, typed):
    assert titles(typed) == ["Leadership at work"]


@pytest.mark.parametrize("typed", ["reflecting", "reflects", "reflection"])
def test_endings_do_not_matter(documents, typed):
    assert titles(typed) == ["Leadership at work"]


def test_a_phrase_asks_for_its_words_in_a_row(documents):
    assert titles('"team of students"') == ["Other things"]
    assert titles('"students of team"') == []


@pytest.mark.parametrize("typed", ["leadrship", "ledaership", "leadershp"])
def test_a_slip_is_put_right_and_told(documents, typed):
    results = finding.search(typed)

    assert results.shown_for == "leadership"
    assert len(results.items) == 1


def test_what_was_typed_right_is_not_put_right(documents):
    assert finding.search("leadership").shown_for == ""


@pytest.mark.parametrize("typed", ["leader", "leadersh", "educat*"])
def test_the_beginning_of_a_word_is_enough(documents, typed):
    assert len(titles(typed)) == 1


def test_other_words_for_the_same_find_it(documents):
    assert titles("mentor") == ["Practice educators"]


def test_the_number_of_a_statement_comes_first():
    make_released_edition(bodies={"one": make_statement("first") + "\n" + make_statement("second")})

    assert titles("1.2")[0] == "Second"


def test_title_counts_more_than_text():
    make_document(title="Something", summary="Kangaroo words.")
    make_document(title="Kangaroo", summary="Something else.")

    assert titles("kangaroo") == ["Kangaroo", "Something"]


def test_the_words_are_marked_and_nothing_else_is_markup():
    make_document(title="A <b>bold</b> kangaroo", summary="One & two <script> kangaroos.")

    found = finding.search("kangaroo").items[0]

    assert found.title == "A &lt;b&gt;bold&lt;/b&gt; <mark>kangaroo</mark>"
    assert found.snippet == "One &amp; two &lt;script&gt; <mark>kangaroos</mark>."


def test_a_long_text_is_cut_to_where_the_words_are():
    make_document(title="Long", summary="Padding words here. " * 24 + "The kangaroo jumps over. " + "More words. " * 3)

    snippet = finding.search("kangaroo").items[0].snippet

    assert "<mark>kangaroo</mark>" in snippet
    assert len(snippet) < 300
    assert snippet.startswith("… ")
