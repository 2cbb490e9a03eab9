"""The first administrator: a link for one day and one person, and never a default password."""

import pytest
from django.contrib.auth import get_user_model
from django.core import signing
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from guidelines.models import Guideline
from portal import first_run
from resources.models import Document
from tests.make import make_administrator, make_editor, make_guideline

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery staple"
TYPED = {"username": "ada", "email": "ada@example.org", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def link(settings):
    return first_run.link().removeprefix(settings.SITE_URL)


def administrators():
    return get_user_model().objects.filter(is_superuser=True)


def test_the_link_is_a_whole_address(settings):
    settings.SITE_URL = "https://guidelines.example.org"

    assert first_run.link().startswith("https://guidelines.example.org/welcome/")


def test_the_link_shows_a_form_that_no_cache_keeps(client, link):
    page = client.get(link)

    assert page.status_code == 200
    assert "Become the first administrator" in page.text
    assert "no-store" in page["Cache-Control"]


def test_the_first_administrator_is_made_and_signed_in(client, link):
    answer = client.post(link, TYPED, follow=True)

    administrator = administrators().get()
    assert (administrator.username, administrator.email, administrator.is_staff) == ("ada", "ada@example.org", True)
    assert administrator.check_password(PASSWORD)
    assert answer.redirect_chain == [(reverse("admin:index"), 302)]
    assert answer.wsgi_request.user == administrator


def test_the_link_works_once(client, link):
    client.post(link, TYPED)

    assert client.get(link).status_code == 404
    assert client.post(link, TYPED | {"username": "grace"}).status_code == 404
    assert administrators().count() == 1


def test_the_link_is_dead_as_soon_as_there_is_an_administrator(client, link):
    make_administrator()

    assert client.post(link, TYPED).status_code == 404
    assert administrators().count() == 1


def test_somebody_without_all_rights_leaves_the_link_open(client, link):
    make_editor()

    assert client.get(link).status_code == 200


def test_the_link_is_dead_after_a_day(client, link, monkeypatch):
    now = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + first_run.DAY - 5)
    assert client.get(link).status_code == 200
    monkeypatch.setattr(signing.time, "time", lambda: now + first_run.DAY + 5)

    assert client.post(link, TYPED).status_code == 404
    assert not administrators().exists()


@pytest.mark.parametrize(
    "token",
    ["first", "x:y:z", "ü", "a" * 5000, signing.dumps("first"), signing.dumps("second", salt=first_run.SALT)],
    ids=["a word", "parts", "a letter", "long", "signed elsewhere", "signed for another"],
)
def test_a_link_that_we_did_not_make_is_dead(client, token):
    answer = client.post(reverse("welcome", args=[token]), TYPED)

    assert answer.status_code == 404
    assert not administrators().exists()


def test_another_secret_kills_the_link(client, link, settings):
    settings.SECRET_KEY = "another " * 10

    assert client.get(link).status_code == 404


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"password1": "short", "password2": "short"}, "too short"),
        ({"password1": "123456789012", "password2": "123456789012"}, "soon be guessed"),
        ({"password1": "adaadaadaada", "password2": "something else"}, "match"),
        ({"username": ""}, "required"),
        ({"username": "a\x00da"}, "Null characters are not allowed"),
        ({"username": "taken"}, "already exists"),
    ],
)
def test_what_was_typed_wrongly_is_said_and_nobody_is_made(client, link, typed, words):
    make_editor(username="taken") if typed.get("username") == "taken" else None

    page = client.post(link, TYPED | typed)

    assert page.status_code == 200
    assert words in page.text
    assert not administrators().exists()
    assert PASSWORD not in page.text


def test_the_form_is_refused_without_its_token(link):
    assert Client(enforce_csrf_checks=True).post(link, TYPED).status_code == 403
    assert not administrators().exists()


def test_the_start_says_the_link_while_nobody_can_sign_in(capsys, settings):
    make_guideline()  # else the starter content is loaded, which takes its time

    call_command("prepare")

    said = capsys.readouterr().out
    assert f"The portal is at {settings.SITE_URL}/" in said
    assert f"{settings.SITE_URL}/welcome/" in said


def test_the_start_says_no_link_once_there_is_an_administrator(capsys):
    make_guideline()
    make_administrator()

    call_command("prepare")

    assert "/welcome/" not in capsys.readouterr().out


def test_the_start_leaves_a_portal_with_a_guideline_of_its_own_alone():
    guideline = make_guideline()

    call_command("prepare")

    assert list(Guideline.objects.all()) == [guideline]
    assert not Document.objects.exists()
