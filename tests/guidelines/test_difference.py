"""What differs between two wordings is marked exactly."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelines.difference import difference, marked_text

WORDS = [
    "leadership",
    "care",
    "team",
    "the",
    "of",
    "a",
    "3.1",
    "don’t",
    "naïve",
    "cafe\u0301",
    "👩🏽‍⚕️",
    "تعلم",
    "क्षि",
    "x",
]
PIECES = [
    *WORDS,
    "<b>",
    "&amp;",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\t",
    ". ",
    ", ",
    "- ",
    "1. ",
    "**",
    "_",
    "| ",
    "[a](b)",
    "[^1]",
    "# ",
]
typed = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
anything = st.one_of(typed, st.text(max_size=80))
prose = st.lists(st.sampled_from(WORDS), min_size=2, max_size=30)

FOUR = [
    f"Ask {who} to write down what they noticed in the placement, and what they will try next."
    for who in ("students", "educators", "mentors", "partners")
]


def text_of(segments, without):
    return "".join(segment.text for segment in segments if segment.kind != without)


def marked(segments):
    return [(segment.kind, segment.text.strip()) for segment in segments if segment.kind != "same"]


@settings(deadline=None, max_examples=400)
@given(anything, anything)
def test_the_marks_applied_to_the_old_text_give_the_new_one_and_back(old, new):
    segments = difference(old, new)

    assert text_of(segments, without="added") == old
    assert text_of(segments, without="removed") == new


@given(anything)
def test_identical_text_has_no_mark(text):
    assert marked(difference(text, text)) == []


@settings(deadline=None)
@given(prose, st.data())
def test_one_changed_word_marks_exactly_that_word(words, data):
    place = data.draw(st.integers(0, len(words) - 1))
    changed = [*words[:place], "otherwise", *words[place + 1 :]]

    found = marked(difference(" ".join(words), " ".join(changed)))

    assert found == [("removed", words[place]), ("added", "otherwise")]


@settings(deadline=None)
@given(st.lists(prose, min_size=2, max_size=8), st.data())
def test_one_changed_word_marks_exactly_that_word_among_paragraphs(paragraphs, data):
    place = data.draw(st.integers(0, len(paragraphs) - 1))
    changed = [list(words) for words in paragraphs]
    at = data.draw(st.integers(0, len(changed[place]) - 1))
    changed[place][at] = "otherwise"

    old, new = ("\n\n".join(" ".join(words) for words in text) for text in (paragraphs, changed))

    assert marked(difference(old, new)) == [("removed", paragraphs[place][at]), ("added", "otherwise")]


@pytest.mark.parametrize("place", range(4))
def test_of_four_paragraphs_that_differ_by_a_word_only_the_changed_one_is_marked(place):
    new = [text.replace("noticed", "learned") if at == place else text for at, text in enumerate(FOUR)]

    assert marked(difference("\n\n".join(FOUR), "\n\n".join(new))) == [("removed", "noticed"), ("added", "learned")]


def test_two_changed_paragraphs_among_near_identical_ones_are_marked_each_in_its_place():
    new = [FOUR[0].replace("write", "set"), FOUR[1], FOUR[2].replace("next", "later"), FOUR[3]]

    found = marked(difference("\n\n".join(FOUR), "\n\n".join(new)))

    assert found == [("removed", "write"), ("added", "set"), ("removed", "next"), ("added", "later")]


def test_a_paragraph_put_in_front_leaves_the_others_unmarked():
    assert marked(difference("\n\n".join(FOUR), "\n\n".join(["Start early.", *FOUR]))) == [("added", "Start early.")]


def test_among_eighty_near_identical_paragraphs_only_the_new_and_the_changed_one_are_marked():
    old = [f"In week {week} ask students what they noticed and what they will try." for week in range(80)]
    new = ["Start early.", *old[:40], old[40].replace("noticed", "learned"), *old[41:]]

    found = marked(difference("\n\n".join(old), "\n\n".join(new)))

    assert found == [("added", "Start early."), ("removed", "noticed"), ("added", "learned")]


def test_words_that_occur_often_are_not_taken_as_junk():
    old = "the care of the student in the team " * 60

    found = marked(difference(old, old.replace("team", "ward", 30).replace("ward", "team", 29)))

    assert found == [("removed", "team"), ("added", "ward")]


def test_a_mark_stays_off_the_full_stop_and_the_space_beside_a_word():
    found = [s for s in difference("Reflect daily. Then act.", "Reflect weekly. Then act.") if s.kind != "same"]

    assert [segment.text for segment in found] == ["daily", "weekly"]


def test_an_accent_or_emoji_is_never_torn_from_its_letter():
    found = marked(difference("a cafe\u0301 👩🏽‍⚕️ here", "a cafe 👩🏽‍⚕ here"))

    assert found == [("removed", "cafe\u0301 👩🏽‍⚕️"), ("added", "cafe 👩🏽‍⚕")]


def test_a_scattered_word_inside_a_rewritten_phrase_joins_it():
    found = marked(difference("Leave the plan to staff and wait.", "Ask every learner to write one and wait."))

    assert found == [("removed", "Leave the plan to staff"), ("added", "Ask every learner to write one")]


def test_marks_are_elements_with_hidden_words_and_the_text_is_escaped():
    html = marked_text("Ask <b>all</b>", "Ask <i>all</i>")

    assert "<b>" not in html
    assert '<del><span class="nhsuk-u-visually-hidden">Removed: </span>b</del>' in html
    assert '<ins><span class="nhsuk-u-visually-hidden">Added: </span>i</ins>' in html


@pytest.mark.parametrize(
    "make",
    [
        lambda word: f"{word} of care " * 7_000,
        lambda word: " ".join(random.Random(word).choice("ab") for _ in range(20_000)),
        lambda word: "\n".join(f"{word} {line} of the plan" for line in range(5_000)),
        lambda word: " ".join(f"{word}{random.Random(word).random()}" for _ in range(20_000)),
    ],
)
def test_20_000_words_are_compared_in_bounded_time(make):
    started = time.process_time()

    segments = difference(make("team"), make("ward"))

    assert time.process_time() - started < 3
    assert text_of(segments, without="added") == make("team")
