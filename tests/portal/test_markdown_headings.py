"""Headings get ids that nothing else on the page has, and that can be pinned before titles change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import markdown

PIECES = [
    "# ",
    "## ",
    "##",
    " ##",
    "A",
    "b c",
    "\n",
    "\r\n",
    "\n\n",
    "---\n",
    "> ",
    "- ",
    " {#a}",
    "{#B}",
    "*",
    ":::\n",
]
PIECES += ["::: note\n", "::: {.statement #a}\n", "===\n", "[^1]: ", "[^1]", "\t", "1.", "`"]


def ids(text):
    return [heading.id for heading in markdown.parse(text).headings]


def messages(text):
    return [finding.message for finding in markdown.parse(text).findings]


def test_headings_start_below_the_title_of_the_page():
    document = markdown.parse("# One\n## Two\n### Three\n###### Six")

    assert [(h.level, h.title, h.line) for h in document.headings] == [
        (2, "One", 1),
        (2, "Two", 2),
        (3, "Three", 3),
        (6, "Six", 4),
    ]
    assert document.contents == [
        {"id": "one", "title": "One", "level": 2},
        {"id": "two", "title": "Two", "level": 2},
        {"id": "three", "title": "Three", "level": 3},
    ]
    assert '<h2 id="one">One</h2>' in document.html()


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Über *uns* & co", "uber-uns-co"), ("1. Aims", "section-1-aims"), ("???", "section"), ("Straße", "strasse")],
)
def test_an_automatic_id_is_made_of_the_title(title, expected):
    assert ids(f"## {title}") == [expected]


def test_every_id_is_unique_and_what_was_written_wins_wherever_it_stands():
    text = "## Aims\n## Aims\n## Other {#aims}\n## Key\n\n::: {.statement #key}\nWords.\n:::\n"

    assert ids(text) == ["aims-2", "aims-3", "aims", "key-2"]


def test_an_automatic_id_steps_over_numbers_that_are_taken():
    assert ids("## A\n## A\n## A\n## B {#a-2}") == ["a", "a-3", "a-4", "a-2"]


def test_a_repeated_or_misspelt_id_is_a_finding():
    text = "## A {#same}\n## B {#same}\n## C {#Not-This}\n"

    assert ids(text) == ["same", "b", "c"]
    assert [m[:30] for m in messages(text)] == ["The id “same” is used more tha", "The heading's id “Not-This” ma"]


def test_an_id_that_a_statement_has_is_a_finding():
    assert "used more than once" in messages("## A {#k}\n\n::: {.statement #k}\nWords.\n:::")[0]


def test_a_heading_jump_is_a_finding():
    assert messages("## Two\n\n### Three\n\n## Two again") == []
    assert messages("## Two\n\n#### Four") == ["This heading jumps from level 2 to level 4. Use ###."]
    assert messages("### Three") == ["This heading jumps from level 1 to level 3. Use ##."]


def test_pinning_writes_the_ids_and_nothing_else():
    text = "# One\r\n\r\n## Two ##  \r\nThree\r\nlines\r\n---\r\n> ## Quoted\n\n## Has {#own}\n\n```\n# code\n```\n##\n"

    assert markdown.pin_heading_ids(text) == (
        "# One {#one}\r\n\r\n## Two {#two} ##  \r\nThree\r\nlines {#three-lines}\r\n---\r\n> ## Quoted {#quoted}\n\n"
        "## Has {#own}\n\n```\n# code\n```\n## {#section}\n"
    )


@pytest.mark.parametrize("mark", ["*", "1.", ":::", "-"])
def test_pinning_makes_no_list_or_box_of_a_heading(mark):
    assert ids(f"Words\n{mark}\n===") == ids(markdown.pin_heading_ids(f"Words\n{mark}\n==="))


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_pinning_keeps_every_id_and_is_done_once(text):
    pinned = markdown.pin_heading_ids(text)

    assert ids(pinned) == ids(text)
    assert markdown.render(pinned) == markdown.render(text)
    assert markdown.pin_heading_ids(pinned) == pinned
