"""A full disk, a database that only reads: a sentence, and what was typed is given back."""

import errno
from html import unescape

import psycopg2.errors
import pytest
from django.db import InternalError, OperationalError
from django.test import Client

from tests.make import make_draft, make_editor

pytestmark = pytest.mark.django_db
TYPED = "Words that <b>took</b> an hour & more, " * 5


def refusing(error, cause=None):
    def refuse(*args, **kwargs):
        raise error from cause

    return refuse


class OnlyReads(psycopg2.errors.ReadOnlySqlTransaction):
    pgcode = "25006"


REFUSALS = [
    (OperationalError("attempt to write a readonly database"), None),
    (OperationalError("database or disk is full"), None),
    (InternalError("cannot execute UPDATE in a read-only transaction"), OnlyReads()),
    (OSError(errno.ENOSPC, "No space left on device"), None),
]


def send(monkeypatch, *refusal, **fields):
    chapter = make_draft().chapters.first()
    client = Client(raise_request_exception=False)
    client.force_login(make_editor())
    monkeypatch.setattr("guidelines.actions.save_chapter", refusing(*refusal))
    fields = {"title": "Another title", "slug": chapter.slug, "body": TYPED, "seen": 1} | fields
    return client.post(f"/admin/guidelines/chapter/{chapter.pk}/change/", fields)


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: str(refusal[0]))
def test_what_cannot_be_saved_is_said_and_given_back(monkeypatch, refusal, caplog):
    page = send(monkeypatch, *refusal)

    assert (page.status_code, page["Retry-After"]) == (503, "30")
    assert "what you sent was not saved" in page.text
    assert page["Cache-Control"] == "no-store"
    assert f'value="{TYPED}"' in unescape(page.text)
    assert "<b>took</b>" not in page.text
    assert "Nothing can be stored" in caplog.text


def test_while_the_database_is_away_what_was_typed_is_given_back_too(monkeypatch):
    page = send(monkeypatch, OperationalError("server closed the connection"))

    assert page.status_code == 503
    assert "could not be saved just now" in page.text
    assert TYPED in unescape(page.text)


def test_a_database_that_goes_away_around_a_page_is_said_in_the_same_way(monkeypatch):
    monkeypatch.setattr("guidelines.withdrawn.behind", refusing(OperationalError("server closed the connection")))

    page = Client(raise_request_exception=False).get("/guidelines/nothing/")

    assert (page.status_code, page["Retry-After"]) == (503, "30")


def test_a_password_or_a_code_is_never_given_back(monkeypatch):
    page = send(monkeypatch, REFUSALS[0][0], new_password1="a-secret-word", code="a-recovery-code")

    assert page.status_code == 503
    assert "a-secret-word" not in page.text
    assert "a-recovery-code" not in page.text


def test_another_mistake_is_still_a_mistake(monkeypatch):
    assert send(monkeypatch, ValueError("x")).status_code == 500
