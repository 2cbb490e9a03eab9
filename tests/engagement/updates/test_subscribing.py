"""Somebody subscribes: the form, the letter, the button; never a cookie, and nobody learns who is subscribed."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from engagement.models import Subscriber, SubscriptionRequest
from engagement.updates import consent
from portal.models import Letter
from tests.make import make_released_edition

from .make import last_letter, make_subscriber, secret_in, typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()


def subscribe(client, **more):
    return client.post("/subscribe/", typed(**more))


def confirm(client, email="ada@example.org"):
    return client.post(f"/subscribe/confirm/{secret_in(last_letter(email))}/")


def test_from_the_form_to_the_confirmed_address(client):
    edition = make_released_edition()
    answer = subscribe(client, about=f"guideline {edition.guideline_id}", rhythm="weekly", small_too="yes")
    assert answer.status_code == 302 and answer.url == "/subscribe/sent/"
    assert not Subscriber.objects.exists()

    letter = last_letter()
    assert "Once a week" in letter.text and f"All of {edition.guideline.name}" in letter.text
    page = client.get(f"/subscribe/confirm/{secret_in(letter)}/")
    assert "Yes, send me updates" in page.text
    assert not Subscriber.objects.exists()  # a mail scanner opens links, and confirms nothing

    answer = confirm(client)

    assert "You get updates now" in answer.text
    subscriber = Subscriber.objects.get()
    assert (subscriber.email, subscriber.guideline, subscriber.rhythm) == (
        "ada@example.org",
        edition.guideline,
        "weekly",
    )
    assert subscriber.small_too and subscriber.is_active
    assert subscriber.consent_version == consent.VERSION
    assert not SubscriptionRequest.objects.exists()
    assert not client.cookies


def test_the_button_pressed_twice_says_the_same(client):
    subscribe(client)

    first, second = confirm(client), confirm(client)

    assert first.status_code == second.status_code == 200
    assert "You get updates now" in second.text
    assert Subscriber.objects.count() == 1


def test_a_double_click_is_one_letter(client):
    form = typed()

    answers = [client.post("/subscribe/", form) for _ in range(2)]

    assert {answer.url for answer in answers} == {"/subscribe/sent/"}
    assert SubscriptionRequest.objects.count() == Letter.objects.count() == 1


def test_nobody_learns_whether_an_address_is_subscribed(client):
    make_subscriber("ada@example.org")

    known, unknown = subscribe(client), subscribe(client, email="ben@example.org")

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert "takes the place" in last_letter("ada@example.org").text
    assert "takes the place" not in last_letter("ben@example.org").text


def test_confirming_again_takes_the_new_choice_for_the_old(client):
    make_subscriber("ada@example.org", rhythm="monthly")

    subscribe(client, email="ADA@Example.org")
    confirm(client, "ADA@Example.org")

    assert Subscriber.objects.get().rhythm == "at once"


def test_a_link_that_has_run_out_confirms_nothing(client):
    subscribe(client)
    SubscriptionRequest.objects.update(asked_at=timezone.now() - timedelta(days=8))

    for answer in (client.get(f"/subscribe/confirm/{secret_in(last_letter())}/"), confirm(client)):
        assert answer.status_code == 404
        assert "This link does not work any more" in answer.text
    assert not Subscriber.objects.exists()


@pytest.mark.parametrize("secret", ["x", "A" * 43, "é" * 43, "A" * 5000])
def test_a_forged_link_confirms_nothing_and_guessing_is_slowed(client, secret):
    answers = [client.post(f"/subscribe/confirm/{secret}/").status_code for _ in range(22)]

    assert answers[0] == 404 and answers[-1] == 429
    assert not Subscriber.objects.exists()


def test_an_address_gets_at_most_three_letters_a_day(client):
    for _ in range(6):
        assert subscribe(client).url == "/subscribe/sent/"

    assert Letter.objects.count() == 3


def test_a_line_break_in_the_address_starts_no_header(client):
    answer = subscribe(client, email="ada@example.org\r\nBcc: everybody@example.org")

    assert answer.status_code == 422
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("typed_in", "sentence"),
    [
        ({"email": ""}, "Write your e-mail address."),
        ({"email": "ada at example"}, "Write the e-mail address in full"),
        ({"email": "a" * 1_000_000 + "@example.org"}, "Write the e-mail address in full"),
        ({"email": "ada@example.org\x00"}, "cannot be kept"),
        ({"about": ""}, "Choose what you want to hear about."),
        ({"about": "guideline 999999"}, "Choose one of the lines."),
        ({"about": "chapter"}, "Choose a chapter from the list."),
        ({"about": "chapter", "chapter": "x"}, "not in the list any more"),
        ({"about": "statements"}, "Write the keys of the statements."),
        ({"about": "statements", "keys": "x" * 1_000_000}, "The list is too long"),
        ({"about": "statements", "keys": " ".join(f"k{n}" for n in range(600))}, "The list names 600 statements"),
        ({"about": "statements", "keys": "no-such, \u202enor-this"}, "No statement has these keys: no-such, nor-this"),
        ({"rhythm": "hourly"}, "Choose one of the three."),
        ({"ticket": "forged"}, "did not come back whole"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, typed_in, sentence):
    make_released_edition()

    answer = subscribe(client, **{"email": "ada@example.org"} | typed_in)

    assert answer.status_code == 422
    assert "There is a problem" in answer.text and sentence in answer.text
    if "email" not in typed_in:
        assert 'value="ada@example.org"' in answer.text
    assert not SubscriptionRequest.objects.exists()


def test_unknown_statements_are_named_and_the_rest_is_taken_once_the_person_says_so(client):
    edition = make_released_edition()
    keys = f"Self-Reflection, followership\nhttps://example.org{edition.get_absolute_url()}statements/shared-work/"

    answer = subscribe(client, about="statements", keys=keys)
    assert "No statement has this key: followership." in answer.text
    assert "Go on without these: 2 statements are left" in answer.text
    assert not SubscriptionRequest.objects.exists()

    subscribe(client, about="statements", keys=keys, without_unknown="on")
    confirm(client)

    assert [one.key for one in Subscriber.objects.get().statements.order_by("key")] == [
        "self-reflection",
        "shared-work",
    ]


def test_a_link_from_a_chapter_chooses_it(client):
    edition = make_released_edition()
    chapter = edition.chapters.get(slug="focus-on-self")

    page = client.get(f"/subscribe/?guideline={edition.guideline.slug}&chapter=focus-on-self")

    assert f'<option value="{chapter.key}" selected>' in page.text
    assert 'value="chapter" checked' in page.text
    assert client.get("/subscribe/?guideline=nothing&chapter=%C3%A9").status_code == 200


def test_a_robot_that_fills_in_everything_is_thanked_noted_and_forgotten(client, robots):
    assert subscribe(client, website="https://spam.example").url == "/subscribe/sent/"

    assert not SubscriptionRequest.objects.exists()
    assert robots() == 1


def test_too_many_from_one_address_are_told_to_wait(client):
    answers = [client.post("/subscribe/", {}).status_code for _ in range(25)]

    assert answers[-1] == 429
    assert client.get("/subscribe/").status_code == 200


def test_a_draft_can_neither_be_chosen_nor_guessed(client):
    from tests.make import make_draft

    draft = make_draft()

    page = client.get("/subscribe/").text
    assert draft.guideline.name not in page
    answer = subscribe(client, about="statements", keys="self-reflection")
    assert "No statement has this key" in answer.text


def test_the_pages_of_secret_links_leave_no_trace(client):
    subscribe(client)

    answer = client.get(f"/subscribe/confirm/{secret_in(last_letter())}/")

    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert secret_in(last_letter()) not in answer.text


def test_the_form_costs_the_same_whatever_there_is(client, django_assert_num_queries):
    make_released_edition()
    client.get("/subscribe/")
    with django_assert_num_queries(3):
        client.get("/subscribe/")
    for _ in range(3):
        make_released_edition()

    with django_assert_num_queries(3):
        client.get("/subscribe/")


def test_readers_find_the_form(client):
    edition = make_released_edition()
    root, slug = edition.guideline.get_absolute_url(), edition.guideline.slug

    assert f'href="/subscribe/?guideline={slug}"' in client.get(root).text
    assert f'href="/subscribe/?guideline={slug}"' in client.get(f"{root}changes/").text
    chapter = client.get(f"{root}chapters/focus-on-self/").text
    assert f'href="/subscribe/?guideline={slug}&amp;chapter=focus-on-self"' in chapter
    assert 'href="/subscribe/"' in client.get("/take-part/").text
    assert client.get(reverse("engagement:subscribe")).status_code == 200
