"""A session in which nothing is done ends; whoever comes back goes on where they were, with what they typed."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from guidelines.models import Typing
from portal.signing_in.sessions import SessionStore
from tests.make import make_draft, make_editor
from tests.portal.test_signing_in import PASSWORD, is_in, sign_in

pytestmark = pytest.mark.django_db
ACCOUNT = "/admin/account/"
TYPED = "Words that took an hour. " * 20


@pytest.fixture
def device(client):
    client.person = make_editor()
    sign_in(client, client.person)
    return client


def leave(device, minutes):
    """Nobody does anything for so long."""
    session = device.session
    session["seen"] -= minutes * 60
    session.save()


def where_next(answer):
    assert answer.url.startswith("/admin/login/?")
    return parse_qs(urlsplit(answer.url).query)["next"][0]


def test_a_session_ends_when_nothing_was_done_for_two_hours(device):
    leave(device, 119)
    assert is_in(device)

    leave(device, 121)

    assert where_next(device.get(ACCOUNT + "app/?a=b")) == ACCOUNT + "app/?a=b"
    assert not Session.objects.exists()
    assert not is_in(device)


def test_it_ends_sooner_where_the_operator_says_so(device, settings):
    settings.SESSION_IDLE_MINUTES = 5
    leave(device, 6)

    assert not is_in(device)


def test_whoever_does_something_stays(device):
    for _ in range(5):
        leave(device, 100)
        assert is_in(device)


def test_activity_is_written_once_in_some_minutes_and_lengthens_no_session(device):
    leave(device, 30)
    ends = Session.objects.get().expire_date
    device.get(ACCOUNT)

    with CaptureQueriesContext(connection) as asked:
        device.get(ACCOUNT)

    assert [each["sql"] for each in asked.captured_queries if not each["sql"].startswith("SELECT")] == []
    assert abs(Session.objects.get().expire_date - ends) < timedelta(seconds=1)


def test_in_the_shortest_session_too_whoever_does_something_stays(device, settings):
    settings.SESSION_IDLE_MINUTES = 5
    for _ in range(8):
        leave(device, 1)
        assert is_in(device)


def test_an_editor_that_is_only_open_is_no_activity_and_saving_is(device):
    chapter = make_draft().chapters.first()
    typing, change = (reverse(f"admin:guidelines_chapter_{name}", args=[chapter.pk]) for name in ("typing", "change"))
    said = {"title": chapter.title, "slug": chapter.slug, "body": TYPED, "seen": 1, "page": str(uuid4())}
    leave(device, 100)
    for _ in range(2):
        assert device.post(typing, said).status_code == 200
        leave(device, 15)

    refused = device.post(typing, said, headers={"X-CSRFToken": "x"})
    sign_in(device, device.person)
    leave(device, 100)
    assert device.post(change, said).url.startswith("/admin/guidelines/edition/")
    leave(device, 100)

    assert refused.status_code == 302
    assert is_in(device)


@pytest.fixture
def only_reads():
    """A function after which the database refuses to store anything."""
    is_sqlite = connection.vendor == "sqlite"

    def begin():
        connection.check_constraints()  # which PostgreSQL would do at the end, and may not then
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = ON" if is_sqlite else "SET TRANSACTION READ ONLY")

    yield begin
    if is_sqlite:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = OFF")


def test_while_the_database_only_reads_nobody_is_refused_for_a_note(device, only_reads):
    leave(device, 100)
    only_reads()

    assert is_in(device)
    with pytest.raises(DatabaseError), transaction.atomic():
        Session.objects.all().delete()


def test_while_the_database_only_reads_idle_sessions_end_all_the_same(device, only_reads):
    leave(device, 121)
    only_reads()

    assert where_next(device.get(ACCOUNT)) == ACCOUNT
    assert device.cookies["session"].value == ""
    assert device.get("/admin/login/").status_code == 200


def test_a_session_that_somebody_ended_meanwhile_is_not_made_again(device, monkeypatch):
    leave(device, 30)
    load = SessionStore.load

    def load_and_lose(self):
        said = load(self)
        Session.objects.all().delete()
        return said

    monkeypatch.setattr(SessionStore, "load", load_and_lose)
    device.get(ACCOUNT)

    assert not Session.objects.exists()


def test_a_session_of_before_this_rule_goes_on(device):
    session = device.session
    del session["seen"]
    session.save()

    assert is_in(device)
    assert device.session["seen"]


def test_readers_pages_end_no_session_and_ask_for_none(device):
    leave(device, 121)

    device.get("/guidelines/")

    assert Session.objects.exists()


# ── Coming back ──────────────────────────────────────────────────────────────────────────────────


def test_the_door_says_why_and_leads_back(device):
    leave(device, 121)
    door = device.get(ACCOUNT, follow=True)
    assert "nothing was done here" in door.text

    typed = {"username": device.person.username, "password": PASSWORD, "next": door.context["next"]}

    assert device.post(door.redirect_chain[-1][0], typed).url == ACCOUNT


def test_a_button_pressed_too_late_leads_back_to_its_page(device):
    leave(device, 121)
    asked = device.post(ACCOUNT + "sign-out-everywhere/", headers={"Referer": "http://testserver" + ACCOUNT + "?x=1"})
    assert where_next(asked) == ACCOUNT + "?x=1"

    for elsewhere in ("", "https://evil.example/admin/"):
        sign_in(device, device.person)
        leave(device, 121)
        asked = device.post(ACCOUNT + "sign-out-everywhere/", headers={"Referer": elsewhere})
        assert where_next(asked) == "/admin/"


def test_what_was_typed_and_sent_too_late_is_given_back_and_not_stored(device):
    chapter = make_draft().chapters.first()
    address = reverse("admin:guidelines_chapter_change", args=[chapter.pk])
    said = {
        "title": "New",
        "slug": chapter.slug,
        "body": TYPED + "<b>",
        "seen": 1,
        "password": "never given back at all",
    }
    leave(device, 121)

    answer = device.post(address, said, headers={"Referer": f"http://testserver{address}"})

    assert (answer.status_code, answer["Cache-Control"]) == (403, "no-store")
    assert TYPED + "&lt;b&gt;" in answer.text
    assert "never given back" not in answer.text
    assert f"/admin/login/?next={address.replace('/', '%2F')}" in answer.text
    chapter.refresh_from_db()
    assert chapter.title != "New"
    assert not is_in(device)


def test_what_the_editor_kept_before_is_offered_when_one_is_back(device):
    chapter = make_draft().chapters.first()
    said = {"title": chapter.title, "slug": chapter.slug, "body": TYPED, "seen": 1, "page": str(uuid4())}
    device.post(reverse("admin:guidelines_chapter_typing", args=[chapter.pk]), said)
    leave(device, 121)
    device.get("/admin/")

    sign_in(device, device.person)

    assert Typing.objects.get().body.strip() == TYPED.strip()
    assert "data-unsaved" in device.get(reverse("admin:guidelines_chapter_change", args=[chapter.pk])).text


def test_a_password_given_again_begins_the_time_anew_under_another_key(device):
    leave(device, 100)
    before = device.session.session_key

    device.post(ACCOUNT + "codes/anew/", {"password": PASSWORD})

    assert device.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()
    leave(device, 30)
    assert is_in(device)
    assert timezone.now() < Session.objects.get().expire_date
