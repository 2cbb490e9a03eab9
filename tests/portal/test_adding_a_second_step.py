"""Nobody adds a second step to somebody else’s account: it takes their password, and any second step that they have."""

import base64
import json
import re

import pytest

from portal.models import FailedTry, SecondStep
from tests.make import make_editor
from tests.portal.test_house import GUARDED, example
from tests.portal.test_signing_in import PASSWORD, STEP, is_in, shown, sign_in, with_app

pytestmark = pytest.mark.django_db
APP, BEGIN, ADD = "/admin/account/app/", "/admin/account/passkey/begin/", "/admin/account/passkey/"


@pytest.fixture
def signed_in(client):
    client.person = make_editor()
    sign_in(client, client.person)
    return client


def say(client, address, words):
    return client.post(address, words if isinstance(words, str) else json.dumps(words), "application/json")


def add_app(client, password):
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", client.get(APP).text)[1].replace(" ", "")
    return client.post(APP, {"code": shown(secret), "password": password})


def test_an_app_is_added_with_the_password_alone(signed_in):
    assert "This is not your password." in add_app(signed_in, "wrong").text
    assert not SecondStep.objects.exists()

    assert add_app(signed_in, PASSWORD).url == "/admin/account/codes/"


def test_a_passkey_is_begun_with_the_password_alone(signed_in):
    for words in ({}, [], "nothing", {"password": "wrong"}, {"password": "\ud800"}, {"password": [PASSWORD]}):
        answer = say(signed_in, BEGIN, words)
        assert (answer.status_code, "challenge" in answer.text) == (422, False)
        FailedTry.objects.all().delete()

    assert "challenge" in say(signed_in, BEGIN, {"password": PASSWORD}).text


def test_a_passkey_that_nobody_began_is_refused(signed_in):
    assert say(signed_in, ADD, {"answer": {}}).status_code == 400


def test_the_password_is_not_guessed_there_either(signed_in):
    for _ in range(5):
        say(signed_in, BEGIN, {"password": "wrong"})

    assert "Wait" in say(signed_in, BEGIN, {"password": PASSWORD}).text


@pytest.mark.parametrize("required", [True, False])
@pytest.mark.parametrize("method", ["get", "post"])
def test_whoever_has_a_second_step_passes_it_before_anything_else(client, settings, method, required):
    settings.REQUIRE_SECOND_FACTOR = required
    person, _ = with_app()

    for route in GUARDED:
        client.force_login(person)
        answer = getattr(client, method)(example(route))
        assert (answer.status_code, answer.url) == (302, STEP), route

    assert not is_in(client)


def test_the_second_step_leads_on_to_what_was_asked_for(client):
    person, secret = with_app()
    client.force_login(person)
    client.get("/admin/account/?view=1")

    assert client.post(STEP, {"code": shown(secret)}).url == "/admin/account/?view=1"
    assert is_in(client)


# ── What is no passkey ───────────────────────────────────────────────────────────────────────────

CREATED = {"type": "webauthn.create", "challenge": "", "origin": "http://localhost:8000"}
NO_PASSKEYS = [
    "[" * 100_000,
    "{}",
    "null",
    json.dumps({"answer": None}),
    *[
        json.dumps({"answer": {"id": "AA", "rawId": "AA", "type": "public-key", "response": response}})
        for response in (
            {},
            {"clientDataJSON": "", "attestationObject": ""},
            {"clientDataJSON": base64.b64encode(json.dumps(CREATED).encode()).decode(), "attestationObject": ""},
            {"clientDataJSON": "e30", "attestationObject": "////"},
            {"clientDataJSON": "e30", "attestationObject": "oA", "authenticatorData": "", "signature": ""},
        )
    ],
]


@pytest.mark.parametrize("words", NO_PASSKEYS)
def test_what_is_no_passkey_is_not_added(signed_in, words):
    say(signed_in, BEGIN, {"password": PASSWORD})

    assert say(signed_in, ADD, words).status_code == 400


@pytest.mark.parametrize("words", NO_PASSKEYS)
def test_what_is_no_passkey_opens_no_second_step(client, words):
    person, _ = with_app()
    sign_in(client, person)
    say(client, f"{STEP}passkey/begin/", {})

    assert say(client, f"{STEP}passkey/", words).status_code == 400
