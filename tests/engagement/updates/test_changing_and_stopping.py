"""What the links in each e-mail do: stop with one click, change, start again, erase; and nothing for a wrong secret."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from engagement.models import Subscriber
from engagement.updates import actions, links, personal, personal_unconfirmed
from engagement.updates.telling import tell
from guidelines.models import Statement
from portal import secret_links
from portal.models import Letter

from .make import FORM, address_in, make_subscriber, make_two_editions, typed, updates

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    """Somebody who was told of a release: (subscriber, letter)."""
    cache.clear()
    make_two_editions()
    subscriber = make_subscriber()
    tell()
    return subscriber, updates()[0]


@pytest.fixture
def mail_program():
    """It posts what RFC 8058 says, without a cookie or a token, and Django’s own check is on."""
    return Client(enforce_csrf_checks=True)


def one_click(client, letter):
    address = letter.headers["List-Unsubscribe"].strip("<>").removeprefix("http://localhost:8000")
    return client.post(address, {"List-Unsubscribe": "One-Click"})


@pytest.mark.parametrize(("named", "answered"), [(True, 200), (False, 404)])
def test_links_in_old_letters_work_while_the_old_key_is_named(told, mail_program, settings, named, answered):
    before = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another " * 10, [before] if named else []

    assert one_click(mail_program, told[1]).status_code == answered


def test_one_click_in_the_mail_program_stops_at_once(told, mail_program):
    subscriber, letter = told
    assert letter.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    answers = [one_click(mail_program, letter) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    subscriber.refresh_from_db()
    assert subscriber.state == "gone"
    assert updates() == []  # the letter that waited is not sent
    assert not mail_program.cookies


def test_opening_the_link_stops_nothing(told, client):
    subscriber, letter = told

    page = client.get(address_in(letter, "stop/"))

    assert "Stop all updates" in page.text
    subscriber.refresh_from_db()
    assert subscriber.is_active


def test_one_click_works_however_much_others_guess(told, mail_program):
    subscriber, letter = told
    for _ in range(30):
        mail_program.post(f"/subscribe/{subscriber.pk}/{'A' * 43}/stop/")

    assert mail_program.post(f"/subscribe/{subscriber.pk}/{'A' * 43}/stop/").status_code == 429
    assert one_click(mail_program, letter).status_code == 200


@pytest.mark.parametrize("pk", [0, 10**30])
@pytest.mark.parametrize("end", ["", "stop/"])
def test_a_wrong_secret_opens_nothing(told, client, pk, end):
    subscriber, _letter = told

    for number, secret in [(pk, links.secret(subscriber)), (subscriber.pk, "A" * 43), (subscriber.pk, "é%00")]:
        answer = client.post(f"/subscribe/{number}/{secret}/{end}", {"deed": "erase"})
        assert answer.status_code in (400, 404)
    assert Subscriber.objects.filter(state="active").count() == 1


def test_a_secret_holds_for_one_person_and_ends_with_the_salt(told, client):
    subscriber, _ = told
    other = make_subscriber("ben@example.org")

    assert links.secret(subscriber) != links.secret(other)
    assert links.subscriber_of(other.pk, links.secret(subscriber)) is None
    Subscriber.objects.filter(pk=subscriber.pk).update(salt="another")
    assert links.subscriber_of(subscriber.pk, links.secret(subscriber)) is None


def test_neither_logs_nor_sent_letters_keep_the_secret(told):
    subscriber, letter = told
    secret = links.secret(subscriber)
    assert secret in letter.text and secret in letter.html and secret in letter.headers["List-Unsubscribe"]

    assert secret not in secret_links.hidden(f'"POST {links.stop(subscriber)} HTTP/1.1" 200')
    for words in (letter.text, letter.html, letter.headers["List-Unsubscribe"]):
        assert secret not in secret_links.hidden(words)


def test_the_page_shows_what_was_chosen_and_keeps_another_choice(told, client):
    subscriber, letter = told
    address = address_in(letter)
    assert 'value="everything" checked' in client.get(address).text

    answer = client.post(
        address,
        FORM
        | {"deed": "change", "about": "statements", "keys": "self-reflection", "rhythm": "monthly", "small_too": "yes"},
    )

    assert answer.status_code == 303
    subscriber.refresh_from_db()
    assert (subscriber.scope, subscriber.rhythm, subscriber.small_too) == ("statements", "monthly", True)
    page = client.get(answer.url).text
    assert "Your choice is kept: 1 statement: self-reflection" in page and ">\nself-reflection</textarea>" in page


def test_a_choice_with_a_mistake_changes_nothing(told, client):
    subscriber, letter = told

    answer = client.post(address_in(letter), FORM | {"deed": "change", "about": "statements", "keys": "nothing-such"})

    assert answer.status_code == 422
    assert "No statement has this key: nothing-such." in answer.text and "nothing-such</textarea>" in answer.text
    subscriber.refresh_from_db()
    assert subscriber.scope == "everything"


def test_who_stopped_by_mistake_starts_again_and_hears_of_what_comes(told, client):
    subscriber, letter = told
    address = address_in(letter)
    client.post(address_in(letter, "stop/"))
    assert "You get no updates" in client.get(address).text

    client.post(address, {"deed": "again"})

    subscriber.refresh_from_db()
    assert subscriber.is_active and subscriber.hears_from > timezone.now() - timedelta(minutes=1)


def test_erasing_leaves_nothing(told, client):
    _subscriber, letter = told
    address = address_in(letter, "stop/")

    assert "Everything about you is erased" in client.post(address, {"deed": "erase"}).text

    assert not Subscriber.objects.exists() and updates() == []
    assert client.get(address).status_code == 404


def test_an_address_that_takes_no_post_goes_quiet_and_can_confirm_again(told, client, at_once):
    subscriber, letter = told

    actions.go_quiet("ADA@example.org")

    subscriber.refresh_from_db()
    assert subscriber.state == "quiet" and updates() == []
    assert "was refused" in client.get(address_in(letter)).text
    client.post("/subscribe/", typed())
    from .make import last_letter, secret_in

    client.post(f"/subscribe/confirm/{secret_in(last_letter())}/")
    subscriber.refresh_from_db()
    assert subscriber.is_active


# ── What is kept ends in time ────────────────────────────────────────────────────────────────────


def test_who_stopped_is_forgotten_after_thirty_days(told):
    subscriber, _ = told
    actions.stop(subscriber=subscriber)
    soon, late = (timezone.now() + timedelta(days=days) for days in (29, 31))

    assert personal.due(soon).count() == 0 and personal.forget(soon) == 0
    assert personal.due(late).count() == 1 and personal.forget(late) == 1
    assert not Subscriber.objects.exists()


def test_who_never_confirmed_is_forgotten_with_the_letter(client, at_once):
    cache.clear()
    client.post("/subscribe/", typed())
    soon, late = (timezone.now() + timedelta(days=days) for days in (6, 8))

    assert personal_unconfirmed.forget(soon) == 0
    assert personal_unconfirmed.due(late).count() == 1
    assert personal_unconfirmed.forget(late) == 1
    assert not Letter.objects.exists()


def test_all_that_is_kept_of_a_person_can_be_shown_and_erased(told, client, at_once):
    client.post("/subscribe/", typed(email="ADA@example.org"))

    (kept,), (asked,) = personal.of("Ada@Example.org"), personal_unconfirmed.of("ada@example.org")

    assert kept["about"] == "Everything" and kept["told_of"] and kept["consent_version"]
    assert asked["email"] == "ADA@example.org"
    assert (personal.erase("ada@example.org"), personal_unconfirmed.erase("ada@example.org")) == (1, 1)
    assert personal.of("ada@example.org") == personal_unconfirmed.of("ada@example.org") == []


def test_following_a_statement_costs_nothing_to_its_guideline(told):
    edition = make_two_editions()
    make_subscriber("c@example.org", statements=Statement.objects.filter(guideline=edition.guideline))

    assert personal.erase("c@example.org") == 1
