"""What is long and yet soon guessed is no password."""

import time

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

WEAK = {
    "common": ["football123456", "iloveyou123456", "qwertyuiop12", "P@ssw0rd1234", "I love you 123456", "Summer2026!!"],
    "digits in order": ["123456789012", "98765432109876"],
    "a piece again and again": [
        "aaaaaaaaaaaa",
        "passwordpassword",
        "Password Password",
        "abc-abc-abc-ab",
        "x9!Qx9!Qx9!Q",
    ],
    "names of this portal": [
        "leadershipguidelines",
        "leadership2026!",
        "Example Trust 2026",
        "Guidelines-12",
        "ExampleTrustOfCare",
        "leadership orange teapot",
    ],
    "names of the person": [
        "AdaLovelaceAdaLovelace",
        "Lovelace, Ada 1815",
        "ada.l@example.org",
        "countess-countess",
        "1c0unt3ss-1815",
    ],
}
GOOD = [
    "correct horse battery staple",
    "trust nobody with a stapler",
    "teapotgranitevelvetharbour",
    "gH7-kQ2-zz9-Wm",
    "x9Qm4Tz7Lp2w",
    "w#4!Zp&8@Lk*",
    "58294710638517",  # digits alone, in no order
    "пароль гора стена облако",
]
ENDLESS = {
    "one that grows in small letters": "ΐ",
    "words": "teapot granite velvet harbour ",
    "one sign": "a",
    "random": "gH7-kQ2(zz9,Wm%4_Lp2w{",
}


@pytest.fixture(autouse=True)
def names(settings):
    settings.SITE_NAME, settings.PUBLISHER = "Leadership guidelines", "Example Trust"


@pytest.fixture
def ada():
    return get_user_model()(username="countess", first_name="Ada", last_name="Lovelace", email="ada.l@example.org")


@pytest.mark.parametrize("password", [each for why in WEAK for each in WEAK[why]])
def test_a_password_that_is_soon_guessed_is_refused_in_a_sentence(password, ada):
    with pytest.raises(ValidationError, match=r"soon be guessed\. Choose several words"):
        validate_password(password, ada)


@pytest.mark.parametrize("password", GOOD)
def test_several_words_and_what_is_random_are_taken(password, ada):
    validate_password(password, ada)


def test_a_short_password_is_refused_whatever_it_is():
    with pytest.raises(ValidationError, match="at least 12 characters"):
        validate_password("gH7-kQ2-zz9")


def test_one_person_s_names_are_nothing_to_another(ada):
    other = get_user_model()(username="grace")

    with pytest.raises(ValidationError):
        validate_password("lovelace-orange-teapot", ada)
    validate_password("lovelace-orange-teapot", other)


@pytest.mark.parametrize(
    ("made_of", "is_good"), [("words", True), ("random", True), *((each, False) for each in ENDLESS if "one" in each)]
)
def test_a_password_of_4096_characters_is_judged_quickly(made_of, is_good):
    password = (ENDLESS[made_of] * 4096)[:4096]
    begun = time.process_time()

    try:
        validate_password(password)
    except ValidationError:
        assert not is_good
    else:
        assert is_good

    assert time.process_time() - begun < 2  # seconds of processor; seen: 0.1


def test_a_name_of_nothing_but_signs_refuses_no_password(settings):
    settings.SITE_NAME, settings.PUBLISHER = "!", "–"

    validate_password(GOOD[0])
