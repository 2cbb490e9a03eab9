"""A session ends when it should: after twelve hours, and with every other when somebody signs out everywhere."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.models import SignedIn
from portal.settings import REGULAR
from portal.signing_in import devices
from tests.make import make_editor
from tests.portal.test_signing_in import PASSWORD, is_in, shown, sign_in

pytestmark = pytest.mark.django_db
CHANGED = "correct horse battery staple"


@pytest.fixture
def person():
    return make_editor()


def signed_in(person, password=PASSWORD):
    client = Client()
    assert sign_in(client, person, password).url == "/admin/"
    return client


def change_password(client, old=PASSWORD, new=CHANGED):
    typed = {"old_password": old, "new_password1": new, "new_password2": new}
    return client.post(reverse("admin:password_change"), typed)


def test_a_device_stays_in_the_list_after_its_password_was_changed(person):
    device = signed_in(person)

    change_password(device)

    assert is_in(device)
    assert "(this device)" in device.get("/admin/account/").text
    assert SignedIn.objects.get().session_key == device.session.session_key


def test_signing_out_everywhere_ends_a_session_in_which_the_password_was_changed(person):
    first = signed_in(person)
    change_password(first)
    second = signed_in(person, CHANGED)

    second.post("/admin/account/sign-out-everywhere/")

    assert not is_in(first)


@pytest.fixture
def forgotten_device(person):
    """Somebody is signed in here, and the list of devices does not know."""
    client = signed_in(person)
    SignedIn.objects.all().delete()
    return client


def test_signing_out_everywhere_ends_what_no_list_knows(person, forgotten_device):
    signed_in(person).post("/admin/account/sign-out-everywhere/")

    assert not is_in(forgotten_device)


def test_adding_a_second_step_ends_what_no_list_knows(person, forgotten_device):
    here = signed_in(person)
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", here.get("/admin/account/app/").text)[1].replace(" ", "")

    here.post("/admin/account/app/", {"code": shown(secret), "password": PASSWORD})

    assert (is_in(here), is_in(forgotten_device)) == (True, False)


def test_signing_in_takes_over_nothing_of_the_session_before(person):
    device = signed_in(person)
    session = device.session
    session["app_secret"] = "seen by whoever sat here before"
    session.save()

    sign_in(device, person)

    assert "app_secret" not in device.session
    assert Session.objects.count() == 1


def test_no_cookie_of_the_desk_stays_longer_than_a_session(person):
    device = signed_in(person)
    device.get("/admin/account/")

    device.post(f"/admin/account/devices/{SignedIn.objects.get().pk}/sign-out/")

    assert set(device.cookies) == {"session", "csrf", "messages"}
    assert device.cookies["csrf"]["max-age"] == device.cookies["messages"]["max-age"] == ""
    assert 0 < device.cookies["session"]["max-age"] <= 12 * 60 * 60
    assert "That device is signed out." in device.get("/admin/account/").text


def test_reading_at_the_desk_stores_nothing_not_even_with_a_message(person):
    device = signed_in(person)
    device.post(f"/admin/account/devices/{SignedIn.objects.get().pk}/sign-out/")

    with CaptureQueriesContext(connection) as asked:
        text = device.get("/admin/account/").text

    assert "That device is signed out." in text
    assert [each["sql"] for each in asked.captured_queries if not each["sql"].startswith("SELECT")] == []


def test_a_session_ends_twelve_hours_after_signing_in_whatever_is_done_meanwhile(person, monkeypatch):
    device, began = signed_in(person), timezone.now()

    for hours, still in [(8, True), (11, True), (13, False)]:
        monkeypatch.setattr(timezone, "now", lambda hours=hours: began + timedelta(hours=hours))
        device.get("/admin/account/app/")
        if still:
            session = device.session
            session["touched"] = hours
            session.save()
        assert is_in(device) is still


@pytest.mark.parametrize("address", ["/admin/account/codes/anew/", "/admin/account/passkey/begin/"])
def test_a_session_has_another_key_once_the_password_was_given_again(person, address):
    device = signed_in(person)
    before = device.session.session_key

    for typed, is_new in [("wrong", False), (PASSWORD, True)]:
        sent = {"data": {"password": typed}, "content_type": "application/json"} if "passkey" in address else {}
        device.post(address, **sent or {"data": {"password": typed}})
        assert (device.session.session_key != before) is is_new

    assert is_in(device)
    assert not Session.objects.filter(session_key=before).exists()
    assert SignedIn.objects.get().session_key == device.session.session_key


def test_sessions_that_ended_and_devices_of_ninety_days_ago_are_removed_once_a_day(person):
    here, _, long_ago = (signed_in(person) for _ in range(3))
    Session.objects.exclude(session_key=here.session.session_key).update(expire_date=timezone.now())
    key = long_ago.cookies["session"].value
    SignedIn.objects.filter(session_key=key).update(made_at=timezone.now() - timedelta(days=91))

    devices.forget()

    assert [each.session_key for each in Session.objects.all()] == [here.session.session_key]
    assert SignedIn.objects.count() == 2
    assert is_in(here)
    assert REGULAR["portal.signing_in.devices.forget"] == 24 * 60 * 60
