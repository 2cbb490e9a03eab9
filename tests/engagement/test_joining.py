"""An educator expresses interest in the steering group: one form, one record, one letter, nothing lost."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from engagement.models import ExpressionOfInterest, SteeringGroupCall
from portal.models import Letter
from tests.engagement.taking import GOOD, JOIN, apply, fields_of, fill_in
from tests.engagement.test_taking_part import make_call

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]


@pytest.fixture
def call():
    return make_call(opens=-1, closes=1)


def test_interest_is_kept_with_what_was_agreed_to_and_acknowledged_once(client, call):
    page = apply(client)

    kept = ExpressionOfInterest.objects.get()
    assert "Your expression of interest was sent" in page.text and kept.reference in page.text
    assert (kept.name, kept.email, kept.why) == ("Ada Example", "ada@example.org", "I teach it.\n\nAnd I like it.")
    assert "2 years after we last dealt with it" in kept.consent_text
    assert kept.consent_version
    letter = Letter.objects.get()
    assert letter.to == "ada@example.org"
    assert kept.reference in letter.subject and kept.reference in letter.text and kept.consent_text in letter.text
    assert not page.cookies


def test_what_is_missing_is_said_and_what_was_typed_stays(client, call):
    page = apply(client, name="", email="ada at example", consent="", why="<b>&mine")

    assert page.status_code == 422
    assert "<title>Error: " in page.text
    assert '<a href="#name">Write your name.</a>' in page.text
    assert '<a href="#email">Write the e-mail address in full' in page.text
    assert '<a href="#consent">Tick the box' in page.text
    assert fields_of(page.text)["why"] == "<b>&mine"
    assert fields_of(page.text)["email"] == "ada at example"
    assert '<option value="london" selected>' in page.text
    assert not ExpressionOfInterest.objects.exists() and not Letter.objects.exists()


def test_a_double_click_is_one_record_and_one_letter(client, call):
    sent = fields_of(client.get(JOIN).text) | GOOD

    first, second = client.post(JOIN, sent), client.post(JOIN, sent)

    reference = ExpressionOfInterest.objects.get().reference
    assert reference in first.text and reference in second.text
    assert "nothing was stored twice" in second.text
    assert Letter.objects.count() == 1


def test_the_same_person_twice_learns_by_letter_alone_that_we_know_them(client, call):
    first = apply(client)

    second = apply(Client(), email="ADA@example.org", why="More.")

    one, two = ExpressionOfInterest.objects.order_by("pk")
    assert first.text.replace(one.reference, "") == second.text.replace(two.reference, "").replace("ADA@", "ada@")
    assert one.why != two.why, "nobody overwrites what somebody else wrote"
    assert f"reference {one.reference}" in Letter.objects.order_by("pk").last().text


def test_nobody_fills_the_mailbox_of_somebody_else(client, call):
    for _ in range(6):
        apply(client)

    assert Letter.objects.count() == 3
    assert ExpressionOfInterest.objects.count() == 6


def test_a_robot_is_thanked_and_noted_and_nothing_is_stored(client, call, robots):
    page = apply(client, website="https://spam.example")

    assert "Your expression of interest was sent" in page.text
    assert not ExpressionOfInterest.objects.exists() and not Letter.objects.exists()
    assert robots() == 1


def test_a_name_on_the_page_needs_its_own_words(client, call):
    assert "Write how you would like to be named" in apply(client, may_be_listed="on").text

    apply(client, may_be_listed="on", listed_as="Ada, lecturer")
    apply(client, listed_as="Ada without a tick")

    one, two = ExpressionOfInterest.objects.order_by("pk")
    assert (one.may_be_listed, one.listed_as) == (True, "Ada, lecturer")
    assert (two.may_be_listed, two.listed_as) == (False, "")


def test_the_page_of_the_group_leads_to_the_form_only_while_it_is_open(client, call):
    assert JOIN in client.get("/steering-group/").text

    SteeringGroupCall.objects.update(opens_on="2018-10-01", closes_on="2018-11-09")

    assert JOIN not in client.get("/steering-group/").text
    assert client.get(JOIN).url == "/steering-group/"


def at(monkeypatch, moment):
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_who_was_typing_when_it_closed_may_send_for_two_hours(client, call, monkeypatch):
    shown = fields_of(client.get(JOIN).text)
    at(monkeypatch, call.closed_at + timedelta(minutes=90))

    wrong = client.post(JOIN, shown | GOOD | {"name": ""})
    assert "The call has closed while you were writing" in wrong.text
    page = client.post(JOIN, fields_of(wrong.text) | GOOD)

    assert "within two hours of its end and counts" in page.text
    assert ExpressionOfInterest.objects.get().was_late
    assert "came in time and counts" in Letter.objects.get().text


@pytest.mark.parametrize("late", [timedelta(hours=2), timedelta(days=3)])
def test_after_that_nothing_is_taken_and_the_words_come_back(client, call, monkeypatch, late):
    shown = fields_of(client.get(JOIN).text)
    at(monkeypatch, call.closed_at + late)

    page = client.post(JOIN, shown | GOOD)

    assert "Nothing was sent" in page.text and "I teach it." in page.text
    assert not ExpressionOfInterest.objects.exists()


def test_a_forged_ticket_gets_nobody_in_after_the_end(client, call, monkeypatch):
    at(monkeypatch, call.closed_at + timedelta(minutes=1))

    assert "Nothing was sent" in client.post(JOIN, GOOD | {"ticket": "forged"}).text


@pytest.mark.parametrize("ticket", ["", "forged:by:hand", "\x00", "x" * 100_000])
def test_a_page_that_came_back_damaged_can_be_sent_again(client, call, ticket):
    page = fill_in(client, JOIN, **GOOD | {"ticket": ticket})

    assert "did not come back whole" in page.text
    assert "was sent" in client.post(JOIN, fields_of(page.text) | GOOD).text


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("email", "ada@example.org\r\nBcc: all@example.org", "in full"),
        ("email", "a" * 250 + "@example.org", "254 characters"),
        ("why", "x" * 1_000_000, "it has 1,000,000 characters"),
        ("name", "x" * 151, "room for 150"),
        ("name", "Ada\x00Example", "cannot be kept"),
        ("role", "lecturer\u202egnp.exe", "cannot be kept"),
        ("region", "atlantis", "one of the regions"),
        ("name", " \r\n\t ", "Write your name."),
    ],
)
def test_bad_input_is_refused_in_a_sentence(client, call, field, typed, words):
    page = apply(client, **{field: typed})

    assert page.status_code == 422
    assert words in page.text
    assert not ExpressionOfInterest.objects.exists()


def test_a_line_break_in_a_name_starts_no_header(client, call):
    apply(client, name="Ada\r\nBcc: all@example.org", role="دكتور")

    kept = ExpressionOfInterest.objects.get()
    assert kept.name == "Ada Bcc: all@example.org"
    assert kept.role == "دكتور"
    assert "\n" not in Letter.objects.get().subject


def test_ten_thousand_from_one_address_are_slowed(client, call):
    answers = [client.post(JOIN, {"name": "x"}, REMOTE_ADDR="192.0.2.9").status_code for _ in range(60)]

    assert answers.count(429) == 40
    assert client.get(JOIN, REMOTE_ADDR="192.0.2.9").status_code == 200
