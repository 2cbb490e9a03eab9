"""What differs between two wordings as they are shown, in HTML, is marked exactly too."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelines.difference import changed_blocks, mark
from portal import markdown


def unmarked(html, tag):
    html = re.sub('<span class="nhsuk-u-visually-hidden">(Added|Removed): </span>', "", html)
    return re.sub(f"</?{tag}>", "", html)


def letters_of(html):
    return "".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


def without(html, tag):
    return re.sub(rf"<{tag}>.*?</{tag}>", "", html, flags=re.DOTALL)


blocks = st.sampled_from(
    [
        "Give every student *time* to reflect.",
        "Give **every** learner time to [reflect](https://example.org).",
        "- plan\n- lead\n- review",
        "- plan\n- follow\n    - listen\n- review",
        "1. first\n2. second",
        "| Year | Hours |\n|---|--:|\n| 1 | 12 |\n| 2 | 24 |",
        "| Year | Hours |\n|---|--:|\n| 1 | 14 |",
        "> quoted words\n> here",
        "## A heading {#it}",
        "::: note\nA *note* about 👩🏽‍⚕️ & <care>.\n:::",
        "Term\n:   its meaning",
        "```\ncode  here\n```",
        "A line\\\nbroken, café.",
        "A claim.[^1]\n\n[^1]: Its *source*.",
        "---",
    ]
)
texts = st.lists(blocks, max_size=6).map("\n\n".join).map(markdown.render)


class Nesting(HTMLParser):
    """Fails when an element is closed that is not open."""

    def __init__(self, html):
        super().__init__()
        self.stack = []
        self.feed(html)
        assert self.stack == []

    def handle_starttag(self, tag, attrs):
        if tag not in ("br", "hr", "img"):
            self.stack.append(tag)

    def handle_endtag(self, tag):
        assert self.stack.pop() == tag


@settings(deadline=None, max_examples=300)
@given(texts, texts)
def test_marks_change_nothing_of_either_html_but_add_themselves(old, new):
    found, plain_old, plain_new = mark(old, new), mark(old, old).old, mark(new, new).new

    assert unmarked(found.old, "del") == plain_old
    assert unmarked(found.new, "ins") == plain_new
    assert letters_of(plain_old) == letters_of(old)


@settings(deadline=None, max_examples=300)
@given(texts, texts)
def test_both_wordings_in_one_hold_all_letters_of_each_in_well_nested_html(old, new):
    both = mark(old, new).both
    shown = re.sub('<span class="nhsuk-u-visually-hidden">(Added|Removed): </span>', "", both)

    Nesting(both)
    assert letters_of(without(shown, "del")) == letters_of(new)
    assert sorted(letters_of(without(shown, "ins"))) == sorted(letters_of(old))


@settings(deadline=None)
@given(texts)
def test_identical_html_has_no_mark(html):
    found = mark(html, html)

    assert not re.search("<(ins|del)>", found.old + found.new + found.both)
    assert changed_blocks(html, html) in ([], [None])


def test_one_changed_cell_of_a_table_is_marked_alone():
    table = "| Year | Hours |\n|---|--:|\n| 1 | 12 |\n| 2 | 24 |"

    both = mark(markdown.render(table), markdown.render(table.replace("24", "30"))).both

    assert re.findall("<(?:ins|del)>.*?</(?:ins|del)>", unmarked(both, "x")) == ["<del>24</del>", "<ins>30</ins>"]


@pytest.mark.parametrize(
    ("old", "new", "both"),
    [
        ("in care and in class", "in care, in class", "in care<del> and</del> <ins>,</ins> in class"),
        ("in care, in class", "in care and in class", "in care<del>,</del> <ins> and</ins> in class"),
        ("in care for all", "in care, for all", "in care<ins>,</ins> for all"),
        ("in care, for all", "in care for all", "in care<del>,</del> for all"),
        ("in my care daily", "in our care daily", "in <del>my</del> <ins>our</ins> care daily"),
    ],
)
def test_both_wordings_in_one_keep_their_spaces_apart(old, new, both):
    assert unmarked(mark(f"<p>{old}</p>", f"<p>{new}</p>").both, "x") == f"<p>{both}</p>"


def test_a_link_to_another_place_is_a_change_although_its_words_are_the_same():
    both = mark('<p>See <a href="https://a.org">this</a>.</p>', '<p>See <a href="https://b.org">this</a>.</p>').both

    assert unmarked(both, "x") == (
        '<p>See <a href="https://a.org"><del>this</del></a> <a href="https://b.org"><ins>this</ins></a>.</p>'
    ).replace("</del></a> <a", "</del></a><a")


def test_a_link_to_the_same_statement_in_a_renamed_chapter_is_no_change():
    both = mark('<p><a href="../old/#trust">it</a></p>', '<p><a href="../new/#trust">it</a></p>').both

    assert "<del>" not in both


def test_a_removed_item_stands_in_its_list():
    both = mark("<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n", "<ul>\n<li>one</li>\n</ul>\n").both

    assert unmarked(both, "x") == "<ul>\n<li>one</li>\n<li><del>two</del></li>\n</ul>\n"


def test_ids_are_left_out_since_both_wordings_stand_on_one_page():
    assert "id=" not in mark(markdown.render("## Here {#here}"), markdown.render("## There {#here}")).both
