"""Several processes at the same moment, a release as it commits, and a mail server that is killed in the middle."""

import threading
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from engagement.models import Subscriber, Told
from engagement.updates import actions, letters, telling
from engagement.updates.telling import tell
from portal import post
from portal.models import Letter
from tests.guidelines.test_two_people import at_once as together
from tests.make import make_released_edition, make_second_edition

from .make import ask, make_subscriber, make_two_editions, typed, updates

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = range(2)


@pytest.fixture
def not_yet(settings):
    """Nobody is told before the test asks for it."""
    settings.AFTER_RELEASE = []
    cache.clear()


@pytest.mark.parametrize("_", ROUNDS)
def test_two_processes_tell_everybody_once(not_yet, monkeypatch, _):
    monkeypatch.setattr(telling, "BATCH", 3)
    make_two_editions()
    people = [make_subscriber(f"person-{number}@example.org").email for number in range(10)]

    outcomes = together(tell, tell)

    assert outcomes == [None, None]
    assert sorted(letter.to for letter in updates()) == people
    assert Told.objects.count() == 10


@pytest.mark.parametrize("_", ROUNDS)
def test_the_button_pressed_twice_at_once_is_one_subscriber(not_yet, _):
    address = f"/subscribe/confirm/{ask()}/"

    outcomes = together(*[lambda: Client().post(address)] * 3)

    assert [answer.status_code for answer in outcomes] == [200] * 3
    assert all("You get updates now" in answer.text for answer in outcomes)
    assert Subscriber.objects.count() == 1


@pytest.mark.parametrize("_", ROUNDS)
def test_two_requests_of_one_address_confirmed_at_once_are_one_subscriber(not_yet, _):
    addresses = [f"/subscribe/confirm/{ask(email)}/" for email in ("ada@example.org", "ADA@example.org")]

    outcomes = together(*(lambda address=address: Client().post(address).status_code for address in addresses))

    assert set(outcomes) <= {200, 404} and 200 in outcomes
    assert Subscriber.objects.count() == 1


@pytest.mark.parametrize("_", ROUNDS)
def test_a_double_click_at_once_is_one_letter(not_yet, at_once, _):
    form = typed()

    outcomes = together(*[lambda: Client().post("/subscribe/", form).status_code] * 4)

    assert outcomes == [302] * 4
    assert Letter.objects.count() == 1


def test_who_changes_the_rhythm_during_a_fan_out_is_told_once(not_yet):
    make_two_editions()
    subscriber = make_subscriber(rhythm="weekly")
    change = {"scope": "everything", "rhythm": "at once"}

    together(tell, lambda: actions.change(subscriber=subscriber, choice=change), tell)
    tell()

    assert len(updates()) == 1


def test_a_release_is_told_after_its_commit_without_a_worker(server, mailbox):
    first = make_released_edition(at=timezone.now() - timedelta(days=365))
    make_subscriber()
    mailbox.messages.clear()

    second = make_second_edition(first, at=timezone.now())

    (message,) = mailbox.messages
    assert message["Subject"] == f"{second}: 3 changes"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Unsubscribe"].strip().startswith("<http://localhost:8000/subscribe/")
    text, html = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert "[Added: a planned]" in text and "a planned</ins>" in html
    assert "\ue000" not in text + html
    assert "Stop these e-mails: http" in text
    kept = updates()[0]
    assert kept.sent_at and "…" in kept.headers["List-Unsubscribe"] and "…/stop/" in kept.text


def test_a_server_killed_in_the_middle_of_a_fan_out_loses_and_doubles_nothing(server, mailbox, not_yet, monkeypatch):
    monkeypatch.setattr(telling, "BATCH", 5)
    make_two_editions()
    people = [make_subscriber(f"person-{number:02}@example.org").email for number in range(30)]
    mailbox.messages.clear()
    written, really = threading.Event(), letters.tell

    def killed_after_twelve(**what):
        if what["subscriber"].email == people[12]:
            server.stop()
            written.set()
        return really(**what)

    monkeypatch.setattr(letters, "tell", killed_after_twelve)
    tell()
    assert written.is_set() and 0 < len(mailbox.messages) < 30
    assert Letter.objects.waiting().exists()

    server.start()
    Letter.objects.waiting().update(next_try_at=timezone.now())
    post.send_due()
    tell()

    assert sorted(message["To"] for message in mailbox.messages) == people
    assert not Letter.objects.waiting().exists()


def test_an_address_that_the_server_refuses_goes_quiet(server, mailbox, not_yet):
    make_two_editions()
    make_subscriber("gone@example.org")
    make_subscriber("ada@example.org")
    mailbox.closed = ["gone@example.org"]
    mailbox.messages.clear()

    tell()

    assert [message["To"] for message in mailbox.messages] == ["ada@example.org"]
    assert Subscriber.objects.get(email="gone@example.org").state == "quiet"
    assert Letter.objects.get(to="gone@example.org").gave_up_at  # stays for the desk to see
