"""What is long and yet soon guessed is no password."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

WEAK = {
    "repeats a short piece": [
        "aaaaaaaaaaaa",
        "passwordpassword",
        "Password Password",
        "abc-abc-abc-ab",
        "x9!Qx9!Qx9!Q",
    ],
    "names of this portal": ["leadershipguidelines", "Example Trust 2026", "Guidelines-12", "ExampleTrustOfCare"],
}
GOOD = ["correct horse battery staple", "leadership orange teapot", "trust nobody with a stapler", "gH7-kQ2-zz9-Wm"]


@pytest.fixture(autouse=True)
def names(settings):
    settings.SITE_NAME, settings.PUBLISHER = "Leadership guidelines", "Example Trust"


@pytest.mark.parametrize(("why", "password"), [(why, each) for why in WEAK for each in WEAK[why]])
def test_a_weak_password_is_refused_with_the_reason(why, password):
    with pytest.raises(ValidationError, match=why):
        validate_password(password)


@pytest.mark.parametrize("password", GOOD)
def test_several_words_are_taken(password):
    validate_password(password)


def test_a_name_of_nothing_but_signs_refuses_no_password(settings):
    settings.SITE_NAME, settings.PUBLISHER = "!", "–"

    validate_password(GOOD[0])
