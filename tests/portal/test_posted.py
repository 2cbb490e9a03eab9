"""A browser may send anything where a number is expected."""

import pytest
from django.urls import reverse

from portal import posted


@pytest.mark.parametrize(("text", "number"), [("12", 12), ("012", 12), ("9" * 9, 999_999_999)])
def test_digits_are_a_number(text, number):
    assert posted.number(text) == number


@pytest.mark.parametrize("text", ["", "x", "-1", "1.0", " 1", "1\n", "1_0", "²", "٣", "9" * 10, "9" * 5000])
def test_anything_else_numbers_no_row(text):
    assert posted.number(text) == 0


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["auth_user_change", "guidelines_chapter_change"])
@pytest.mark.parametrize("what", ["²", "9" * 30, "x"])
def test_a_page_of_the_desk_that_is_not_there_says_so(desk, name, what):
    answer = desk.post(reverse(f"admin:{name}", args=[what]), {"title": "x"}, follow=True)

    assert answer.status_code == 200
    assert "doesn’t exist" in answer.text


def test_line_ends_are_one_character_whoever_wrote_them():
    assert posted.line_ends("One\r\ntwo\rthree\n") == "One\ntwo\nthree\n"
