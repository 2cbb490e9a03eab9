"""A note that is corrected before its letter is written is told as corrected."""

import pytest

from engagement.updates.telling import tell
from guidelines import actions
from tests.make import make_editor

from .make import make_subscriber, make_two_editions, updates

pytestmark = pytest.mark.django_db


def test_a_letter_says_what_a_corrected_note_says_in_both_its_forms():
    note = make_two_editions().changes.get(statement__key="self-reflection")
    said = {"reason": "Students asked for it.", "evidence": "A survey of 2017."}
    actions.correct_change(change=note, by=make_editor(), why="The wrong year.", **said)
    make_subscriber()

    tell()

    (letter,) = updates()
    for form in (letter.whole_text, letter.whole_html):
        said_of_it = form.split("Fresh start")[0]
        assert "Students asked for it." in said_of_it and "A survey of 2017." in said_of_it
        assert "Survey of 2018." not in said_of_it
