"""What an operator finds in the log when somebody tries to get in: who, from where, by which factor, never a secret."""

import logging

import pytest
from django.test import Client

from portal.models import WayIn
from portal.signing_in import links
from portal.watching import logs
from tests.make import make_editor, make_guideline
from tests.portal.test_signing_in import LOGIN, PASSWORD, STEP, guess, shown, sign_in, with_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines(caplog):
    """A function that says what was noted, as pairs of event and figures."""
    caplog.set_level(logging.INFO, "portal.security")

    def noted():
        return [(each.figures["event"], each.figures) for each in caplog.records if each.name == "portal.security"]

    return noted


def test_signing_in_and_failing_to_say_who_and_by_what(client, lines):
    person = make_editor()

    guess(client, person, 1)
    sign_in(client, person)

    (failed, who), (succeeded, also) = lines()
    assert (failed, succeeded) == ("not signed in", "signed in")
    assert who["who"] == also["who"] == f"user {person.pk}"
    assert who["by"] == also["by"] == "password"
    assert who["from"] == also["from"] and len(who["from"]) == 16


def test_the_second_step_is_said_apart(client, lines):
    person, secret = with_app()
    sign_in(client, person)
    client.post(STEP, {"code": "000000"})
    client.post(STEP, {"code": shown(secret)})

    assert [(event, said["by"]) for event, said in lines()] == [
        ("not signed in", "code"),
        ("signed in", "password, code"),
    ]


def test_a_passkey_that_is_none_is_noted(client, lines):
    person, _ = with_app()
    sign_in(client, person)

    client.post(STEP + "passkey/", {}, content_type="application/json")

    assert [(event, said["by"], said["who"]) for event, said in lines()] == [
        ("not signed in", "passkey", f"user {person.pk}")
    ]


def test_who_has_to_wait_is_noted(client, lines):
    guess(client, make_editor(), 5)

    assert [event for event, _ in lines()] == ["not signed in"] * 4 + ["slowed"]


def test_the_own_password_given_wrongly_is_noted(client, lines):
    sign_in(client, make_editor())

    client.post("/admin/account/codes/anew/", {"password": "wrong"})

    assert [event for event, _ in lines()] == ["signed in", "not let on"]


def test_what_is_no_name_of_anybody_is_a_digest(client, lines, caplog):
    typed = "my password in the wrong field"
    for address in ("203.0.113.1", "203.0.113.2"):
        client.post(LOGIN, {"username": typed, "password": "a guess"}, REMOTE_ADDR=address)

    (_, first), (_, second) = lines()
    assert first["who"] == second["who"] and first["who"].startswith("name ")
    assert first["from"] != second["from"]
    written = "".join(logs.Json().format(each) + logs.Line().format(each) for each in caplog.records)
    assert not any(word in written for word in (typed, "a guess", "203.0.113"))


def test_who_is_refused_is_noted_with_the_address_of_the_page(client, lines, caplog):
    person = make_editor("guidelines.view_chapter")
    client.force_login(person)
    address = f"/admin/guidelines/guideline/{make_guideline().pk}/change/"

    assert client.post(address).status_code == 403
    assert Client(enforce_csrf_checks=True).post(LOGIN).status_code == 403

    (event, said), (_, stranger) = lines()
    assert (event, said["who"], stranger["who"]) == ("refused", f"user {person.pk}", "nobody signed in")
    assert address in logs.Line().format(next(each for each in caplog.records if each.name == "portal.security"))


def test_asking_too_often_is_noted(client, lines):
    for _ in range(6):
        answer = client.post(LOGIN + "forgotten/", {"email": "a@example.org"})

    assert answer.status_code == 429
    assert [event for event, _ in lines()] == ["asked too often"]


def test_a_link_at_which_a_password_was_chosen_is_noted_without_its_key(client, lines, caplog, mailoutbox):
    person = make_editor(email="ada@example.org")
    links.invite(person=person, by=person)
    secret, digest = links.secret_links.make()
    WayIn.objects.update(digest=digest)
    chosen = "walnut ferry cactus velvet"

    client.post(f"{LOGIN}choose/{secret}/", {"new_password1": chosen, "new_password2": chosen})

    ((event, said),) = lines()
    assert (event, said["by"], said["who"]) == ("password chosen", "link", f"user {person.pk}")
    written = "".join(logs.Json().format(each) + logs.Line().format(each) for each in caplog.records)
    assert secret not in written and PASSWORD not in written
