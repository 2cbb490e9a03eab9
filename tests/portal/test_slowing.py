"""Slowing holds up whoever guesses, not whoever works at the same address."""

import pytest
from django.test import Client

from tests.make import make_editor
from tests.portal.test_signing_in import LOGIN, STEP, is_in, shown, sign_in, with_app

pytestmark = pytest.mark.django_db


def fail(names):
    for name in names:
        Client().post(LOGIN, {"username": name, "password": "wrong"})


def test_failures_of_others_at_the_same_address_do_not_hold_up_whoever_is_known_there(client):
    person = make_editor()
    sign_in(client, person)
    client.logout()

    fail(f"name-{number}" for number in range(60))

    assert "Wait" in sign_in(Client(), make_editor()).text
    assert sign_in(client, person).status_code == 302
    assert is_in(client)


def test_no_name_typed_at_the_first_door_counts_at_the_second(client):
    person, secret = with_app(make_editor(username="ed"))
    sign_in(client, person)
    fail(["code:ed"] * 9)

    assert client.post(STEP, {"code": shown(secret)}).url == "/admin/"
