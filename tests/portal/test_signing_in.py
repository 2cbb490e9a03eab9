"""Signing in at the desk: slowed, in two steps where somebody wants it, ended from anywhere."""

import base64
import re
import time

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from portal.models import AuditEntry, FailedTry, RecoveryCode, SecondStep, SignedIn
from portal.signing_in import codes, trying
from tests.make import make_editor

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"
LOGIN, STEP = "/admin/login/", "/admin/login/second-step/"


def sign_in(client, person, password=PASSWORD, **said):
    return client.post(LOGIN, {"username": person.username, "password": password, "next": "/admin/"}, **said)


def with_app(person=None):
    """Somebody whose second step is an authenticator app, and its secret."""
    person, secret = person or make_editor(), codes.new_secret()
    SecondStep.objects.create(person=person, kind="app", secret=codes.sealed(secret))
    return person, secret


def shown(secret, late=0):
    """What the app shows, so many half minutes from now."""
    return codes.code(secret, int(time.time()) // codes.SECONDS + late)


def is_in(client):
    return client.get("/admin/").status_code == 200


def test_the_codes_are_those_of_the_standard():
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

    assert [codes.code(secret, at // 30) for at in (59, 1111111109, 2000000000)] == ["287082", "081804", "279037"]


def test_a_name_and_a_password_open_the_desk(client):
    assert sign_in(client, make_editor()).url == "/admin/"
    assert is_in(client)


def test_whoever_is_signed_in_signs_in_again_or_as_somebody_else(client):
    first, second = make_editor(), make_editor()

    for person in (first, first, second):
        assert sign_in(client, person).url == "/admin/"

    assert client.get("/admin/").context["user"] == second


@pytest.mark.parametrize("where", ["https://evil.example/", "//evil.example/", "javascript:x"])
def test_signing_in_leads_to_no_other_site(client, where):
    person, secret = with_app()
    client.post(f"{LOGIN}?next={where}", {"username": person.username, "password": PASSWORD, "next": where})

    assert client.post(STEP, {"code": shown(secret)}).url == "/admin/"


def test_a_password_alone_does_not_open_the_desk_of_somebody_with_an_app(client):
    person, secret = with_app()

    assert sign_in(client, person).url == STEP
    assert not is_in(client)
    assert "This code is not right" in client.post(STEP, {"code": "000000"}).text

    assert client.post(STEP, {"code": f" {shown(secret)[:3]} {shown(secret)[3:]}"}).url == "/admin/"
    assert is_in(client)


def test_a_code_is_taken_once(client):
    person, secret = with_app()
    typed = shown(secret)
    sign_in(client, person)
    client.post(STEP, {"code": typed})

    other = Client()
    sign_in(other, person)

    assert "used before" in other.post(STEP, {"code": typed}).text
    assert not is_in(other)


def test_recovery_codes_have_128_bits_and_none_is_another(client):
    made = codes.new_recovery_codes(make_editor()) + codes.new_recovery_codes(make_editor())

    assert len(set(made)) == 20
    assert all(len(base64.b32decode(each.replace("-", "").upper() + "======")) * 8 == 128 for each in made)


def test_a_recovery_code_is_taken_once(client):
    person, _ = with_app()
    code = codes.new_recovery_codes(person)[3]
    sign_in(client, person)
    assert client.post(STEP, {"code": code.upper()}).url == "/admin/"

    other = Client()
    sign_in(other, person)

    assert other.post(STEP, {"code": code}).status_code == 200
    assert RecoveryCode.objects.filter(person=person).count() == 9


def test_the_second_step_ends_after_ten_minutes_or_a_new_password(client, monkeypatch):
    person, secret = with_app()
    sign_in(client, person)
    person.set_password("another long password")
    person.save()
    assert client.post(STEP, {"code": shown(secret)}).url.startswith(LOGIN)

    sign_in(client, person, "another long password")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 601)
    assert client.post(STEP, {"code": shown(secret)}).url.startswith(LOGIN)


def test_a_secret_of_an_app_is_not_readable_in_the_database():
    _, secret = with_app()

    assert secret not in SecondStep.objects.get().secret
    assert codes.unsealed("damaged") == ""


# ── Slowing ──────────────────────────────────────────────────────────────────────────────────────


def guess(client, person, times, **said):
    return [sign_in(client, person, "wrong", **said) for _ in range(times)][-1]


@pytest.fixture
def now(monkeypatch):
    """The clock stands still, so that nobody has waited long enough only because the machine is busy."""
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    return now


def test_guessing_has_to_wait_longer_and_longer(client, now):
    person = make_editor()
    guess(client, person, 4)

    assert "Several tries failed. Wait" in sign_in(client, person).text
    assert not is_in(client)

    FailedTry.objects.update(at=now - timezone.timedelta(seconds=3))
    sign_in(client, person, "wrong")
    FailedTry.objects.update(at=now)
    assert "Wait 2 seconds" in sign_in(client, person).text


def test_a_stranger_elsewhere_does_not_lock_an_editor_out(client):
    person = make_editor()
    sign_in(client, person)
    client.logout()
    for at in range(60):
        sign_in(Client(), person, "wrong", REMOTE_ADDR=f"203.0.113.{at}")

    assert "Wait" in sign_in(Client(), person, REMOTE_ADDR="203.0.113.200").text
    assert sign_in(client, person).status_code == 302


def test_an_address_is_known_for_ninety_days(client):
    person = make_editor()
    sign_in(client, person)
    client.logout()
    for at in range(31):
        sign_in(Client(), person, "wrong", REMOTE_ADDR=f"203.0.113.{at}")

    for days, is_known in [(89, True), (91, False)]:
        SignedIn.objects.update(made_at=timezone.now() - timezone.timedelta(days=days))
        assert (trying.wait(asked_from("127.0.0.1"), person.username) == 0) is is_known


def asked_from(address):
    return RequestFactory().get(LOGIN, REMOTE_ADDR=address)


def test_one_address_cannot_guess_at_many_names(client):
    for number in range(31):
        client.post(LOGIN, {"username": f"name-{number}", "password": "wrong"})

    assert "Wait" in client.post(LOGIN, {"username": "name-99", "password": "wrong"}).text


def test_codes_cannot_be_guessed_either(client, now):
    person, secret = with_app()
    sign_in(client, person)
    for _ in range(4):
        client.post(STEP, {"code": "000000"})

    assert "Wait" in client.post(STEP, {"code": shown(secret)}).text


def test_who_has_left_is_told_nothing_else_than_who_never_was(client):
    gone = make_editor(is_active=False)

    said = [re.sub(r'value="[^"]*"', "", sign_in(client, gone).text)]
    gone.username = "nobody"
    said.append(re.sub(r'value="[^"]*"', "", sign_in(client, gone).text))

    assert said[0] == said[1]


def test_no_address_and_no_password_is_kept(client):
    guess(client, make_editor(username="grace"), 1)

    kept = str(list(FailedTry.objects.values()))
    assert not any(word in kept for word in ("127.0.0.1", "grace", "wrong"))


# ── Your sign-in ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def signed_in(client):
    client.person = make_editor()
    sign_in(client, client.person)
    return client


def test_an_app_is_added_with_its_first_code_and_gives_recovery_codes(signed_in):
    page = signed_in.get("/admin/account/app/").text
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    assert "not what the app shows" in signed_in.post("/admin/account/app/", {"code": "123"}).text

    page = signed_in.post("/admin/account/app/", {"code": shown(secret), "password": PASSWORD}, follow=True).text

    assert len(set(re.findall(r"<code>([a-z2-7-]{32})</code>", page))) == 10
    assert signed_in.get("/admin/account/codes/").status_code == 302  # shown once
    assert AuditEntry.objects.get().did == "added a second step"
    other = Client()
    assert sign_in(other, signed_in.person).url == STEP


def test_adding_a_second_step_ends_what_was_begun_without(signed_in):
    other = Client()
    sign_in(other, signed_in.person)
    page = signed_in.get("/admin/account/app/").text
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")

    signed_in.post("/admin/account/app/", {"code": shown(secret), "password": PASSWORD})

    assert is_in(signed_in)
    assert not is_in(other)


def test_removing_a_second_step_asks_for_the_password(signed_in):
    _, secret = with_app(signed_in.person)
    signed_in.get("/admin/")
    signed_in.post(STEP, {"code": shown(secret)})
    address = f"/admin/account/steps/{SecondStep.objects.get().pk}/remove/"

    assert "not your password" in signed_in.post(address, {"password": "wrong"}).text
    assert SecondStep.objects.exists()

    signed_in.post(address, {"password": PASSWORD})
    assert not SecondStep.objects.exists()
    assert AuditEntry.objects.get().did == "removed a second step"


def test_nobody_removes_the_second_step_of_somebody_else(signed_in):
    with_app()
    address = f"/admin/account/steps/{SecondStep.objects.get().pk}/remove/"

    assert signed_in.post(address, {"password": PASSWORD}).status_code == 404


def test_one_device_is_signed_out_from_another(signed_in):
    other, stranger = Client(), Client()
    sign_in(other, signed_in.person, HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Firefox/140.0")
    sign_in(stranger, make_editor())
    assert "Firefox on Windows" in signed_in.get("/admin/account/").text

    for device in SignedIn.objects.exclude(session_key=signed_in.session.session_key):
        signed_in.post(f"/admin/account/devices/{device.pk}/sign-out/")

    assert [is_in(each) for each in (signed_in, other, stranger)] == [True, False, True]


def test_signing_out_everywhere_ends_every_session_of_this_person_alone(signed_in):
    other, stranger = Client(), Client()
    sign_in(other, signed_in.person)
    sign_in(stranger, make_editor())

    signed_in.post("/admin/account/sign-out-everywhere/")

    assert [is_in(each) for each in (signed_in, other, stranger)] == [False, False, True]
