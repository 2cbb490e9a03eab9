"""Forms that anybody may send: no cookie, no puzzle; robots and doubles are held off, people lose nothing."""

import pytest
from django import forms
from django.core import signing
from django.http import HttpResponse
from django.test import RequestFactory

from portal import public_forms
from portal.slowing import slowed


class Note(public_forms.PublicForm):
    purpose = "note"
    words = forms.CharField()


@pytest.fixture
def clock(monkeypatch):
    def set_to(seconds):
        monkeypatch.setattr(public_forms.time, "time", lambda: seconds)
        monkeypatch.setattr(signing.time, "time", lambda: seconds)

    set_to(1_000_000)
    return set_to


def sent(ticket, **more):
    return Note({"words": "Useful.", "ticket": ticket} | more)


def test_the_same_page_sent_twice_names_the_same_record(clock):
    ticket = public_forms.ticket("note")
    clock(1_000_010)

    first, second = sent(ticket), sent(ticket)

    assert first.is_valid() and second.is_valid()
    assert first.once == second.once != ""


def test_two_pages_name_two_records(clock):
    tickets = public_forms.ticket("note"), public_forms.ticket("note")
    clock(1_000_010)
    forms_sent = [sent(ticket) for ticket in tickets]

    assert all(form.is_valid() for form in forms_sent)
    assert forms_sent[0].once != forms_sent[1].once


@pytest.mark.parametrize(
    ("ticket", "seconds", "words"),
    [
        (None, 1, "very quick"),
        (None, 8 * 24 * 3600, "more than a week"),
        ("", 10, "did not come back whole"),
        ("forged:by:hand", 10, "did not come back whole"),
        ("\x00", 10, "did not come back whole"),
    ],
)
def test_a_refused_ticket_keeps_the_words_and_gives_a_new_one(clock, ticket, seconds, words):
    ticket = public_forms.ticket("note") if ticket is None else ticket
    clock(1_000_000 + seconds)

    form = sent(ticket)

    assert not form.is_valid()
    assert words in str(form.non_field_errors()) or "\x00" in ticket
    assert form["words"].value() == "Useful."
    fresh = form["ticket"].value()
    clock(1_000_010 + seconds)
    assert sent(fresh).is_valid()


def test_a_ticket_of_another_form_is_refused(clock):
    ticket = public_forms.ticket("survey")
    clock(1_000_010)

    assert not sent(ticket).is_valid()


@slowed("test-note", per_minute=3)
def view(request):
    return HttpResponse("stored")


def test_one_address_is_slowed_and_others_are_not():
    post = RequestFactory().post
    answers = [view(post("/", REMOTE_ADDR="192.0.2.1")) for _ in range(5)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert answers[-1]["Retry-After"] == "60"
    assert view(post("/", REMOTE_ADDR="192.0.2.2")).status_code == 200
    assert view(RequestFactory().get("/", REMOTE_ADDR="192.0.2.1")).status_code == 200


def test_an_invented_forwarding_address_helps_nobody(settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    answers = [
        view(
            RequestFactory().post("/", REMOTE_ADDR="127.0.0.1", headers={"X-Forwarded-For": f"10.0.0.{n}, 192.0.2.77"})
        )
        for n in range(5)
    ]

    assert answers[-1].status_code == 429
