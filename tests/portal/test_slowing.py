"""Slowing holds up whoever guesses, not whoever works at the same address."""

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory

from portal import slowing
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


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("unix:", "unix:"),
        ("", ""),
    ],
)
def test_of_an_ipv6_address_its_network_counts(address, network):
    assert slowing.network(address) == network


def test_another_address_of_the_same_network_is_no_new_one(client):
    person = make_editor()
    for number in range(5):
        sign_in(client, person, "wrong", REMOTE_ADDR=f"2001:db8::{number}")

    assert "Wait" in sign_in(client, person, REMOTE_ADDR="2001:db8::99").text
    assert sign_in(client, person, REMOTE_ADDR="2001:db8:0:1::1").status_code == 302


def test_many_other_addresses_make_nobody_forgotten():
    cache.clear()
    asked = [RequestFactory().post("/", REMOTE_ADDR=f"198.18.{n // 250}.{n % 250}") for n in range(2000)]

    for request in asked:
        slowing.count(request, "asking")

    assert [slowing.count(request, "asking") for request in asked] == [2] * 2000
    cache.clear()
