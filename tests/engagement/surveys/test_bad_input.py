"""Whatever somebody posts to a survey: a sentence, what was typed kept, nothing half stored."""

import pytest
from django.core import signing

from engagement.models import SurveyAnswer, SurveyReply
from engagement.surveys import building
from engagement.views.survey import PER_MINUTE

from .make import Reader, asked, make_full_survey

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey():
    return make_full_survey()


@pytest.fixture
def names(survey):
    return [question.name for question in asked(survey)]


@pytest.fixture
def reader(client, survey):
    return Reader(client, survey)


def test_a_text_of_a_megabyte_is_refused_and_kept(reader, names):
    reader.press(**{names[0]: "1"}).press(**{names[6]: "x" * 1_000_000})

    assert reader.answer.status_code == 422
    assert "it has 1,000,000 characters, and there is room for 5,000" in reader.page
    assert "x" * 1_000_000 in reader.page


def test_just_enough_characters_fit_line_breaks_counted_once(reader, names):
    reader.press(**{names[0]: "1"}).press(**{names[6]: "a\r\n" * 2499 + "bc"})

    assert reader.heading == "Check your answers"


def test_more_than_can_be_taken_at_all_is_said(reader, names):
    assert reader.press(**{names[2]: "x" * 7_000_000}).answer.status_code == 413


@pytest.mark.parametrize("nasty", ["a\x00b", "a\x07b", "a\u202eb", "a\ufffeb"])
def test_characters_that_cannot_be_kept_are_taken_out_and_that_is_said(reader, names, nasty):
    reader.press(**{names[0]: "1", names[2]: nasty})
    assert reader.answer.status_code == 422
    assert "it held characters that cannot be kept" in reader.page
    assert 'value="ab"' in reader.page

    assert reader.press().heading == "The guidelines"


def test_right_to_left_words_and_emoji_are_kept(reader, names):
    reader.press(**{names[0]: "1", names[2]: "ليدز 🏥"}).press().press("send")

    assert SurveyReply.objects.filter(words="ليدز 🏥").exists()


def test_a_second_line_in_a_one_line_answer_is_refused(reader, names):
    reader.press(**{names[0]: "1", names[2]: "Leeds\r\nBcc: everybody@example.org"})

    assert "Write your answer to question 3 on one line." in reader.page
    assert "everybody@example.org" in reader.page


def test_markup_is_shown_as_it_was_typed(reader, names):
    reader.press(**{names[0]: "1"}).press(**{names[6]: "</textarea><script>alert(1)</script>"})

    assert "<script>alert" not in reader.page
    assert "&lt;script&gt;alert" in reader.page


@pytest.mark.parametrize("chosen", ["9", "-1", "1.0", "²", "abc", "1; drop table", "9" * 400])
def test_an_answer_that_is_not_offered_is_refused(reader, names, chosen):
    reader.press(**{names[0]: chosen})

    assert "Choose one of the answers to question 1 that are offered." in reader.page


def test_one_choice_posted_twice_counts_once(reader, names):
    reader.press(**{names[0]: "1", names[1]: ["2", "2", "2"]}).press().press("send")

    assert SurveyReply.objects.filter(question=int(names[1][1:])).count() == 1


FORGED = pytest.param(signing.dumps(["a", 1], salt="another"), id="signed for something else")


@pytest.mark.parametrize("ticket", ["", "x", FORGED, "a:b:c", "\x00", "é" * 9999])
def test_a_forged_ticket_loses_nothing_and_can_be_sent_again(reader, names, ticket):
    reader.press(**{names[0]: "1", names[2]: "Leeds"}).press().press("send", ticket=ticket)

    if reader.heading != "Your answers were sent":
        assert "Your answers are still here" in reader.page
        assert "Leeds" in reader.page
        assert not SurveyAnswer.objects.exists()
        reader.press("send")
    assert SurveyAnswer.objects.get().replies.filter(words="Leeds").exists()


@pytest.mark.parametrize("go", ["", "send", "back", "check", "to-", "to-999999", "to-x", "\x00", "next"])
@pytest.mark.parametrize("where", ["", "0", "x", "check", "9" * 50])
def test_steps_out_of_order_lead_to_a_page(client, survey, go, where):
    answer = client.post(
        f"{survey.get_absolute_url()}answer/", {"at": where, "go": go, "q99": "x", "q": "y", "seen": "z"}
    )

    assert answer.status_code in (200, 422)
    assert "<h1>About you</h1>" in answer.text or (where, go) == ("check", "back")
    assert not SurveyAnswer.objects.exists()


def test_sending_past_the_pages_asks_for_what_is_required(client, survey, names):
    answer = client.post(f"{survey.get_absolute_url()}answer/", {"go": "send", names[2]: "Leeds"})

    assert "<h1>About you</h1>" in answer.text
    assert not SurveyAnswer.objects.exists()


def test_a_question_taken_away_meanwhile_is_said_with_what_was_answered(reader, survey, names):
    reader.press(**{names[0]: "1", names[2]: "My town is Leeds"})
    building.remove_question(question=asked(survey)[2])

    reader.press()

    assert "The editors took away a question" in reader.page
    assert "My town is Leeds" in reader.page
    assert reader.press("send").heading == "Your answers were sent"


def test_a_question_taken_away_after_checking_is_said_before_anything_is_sent(reader, survey, names):
    reader.press(**{names[0]: "1", names[2]: "My town is Leeds"}).press()
    building.remove_question(question=asked(survey)[2])

    reader.press("send")

    assert reader.heading == "Check your answers"
    assert "My town is Leeds" in reader.page
    assert not SurveyAnswer.objects.exists()


def test_a_question_made_necessary_meanwhile_is_asked_before_it_is_stored(reader, survey, names):
    reader.press(**{names[0]: "1"}).press()
    town = asked(survey)[2]
    town.is_required = True
    town.save()

    reader.press("send")

    assert "Answer question 3: it has to be answered." in reader.page
    assert not SurveyAnswer.objects.exists()


def test_what_a_robot_fills_in_is_thanked_and_noted_and_not_stored(reader, names, robots):
    reader.press(**{names[0]: "1"}).press().press("send", website="https://spam.example.org")

    assert reader.heading == "Your answers were sent"
    assert not SurveyAnswer.objects.exists()
    assert robots() == 1


def test_ten_thousand_in_a_minute_from_one_address_are_told_to_wait_and_others_are_not(client, survey):
    address = f"{survey.get_absolute_url()}answer/"
    for _ in range(PER_MINUTE):
        assert client.post(address).status_code == 200

    assert {client.post(address).status_code for _ in range(50)} == {429}
    assert client.post(address, REMOTE_ADDR="10.9.8.7").status_code == 200
    assert client.get(survey.get_absolute_url()).status_code == 200


def test_an_unreadable_encoding_is_refused(client, survey):
    kind = "application/x-www-form-urlencoded; charset=utf-16"

    assert client.generic("POST", f"{survey.get_absolute_url()}answer/", b"\xff\xfe", kind).status_code == 400
