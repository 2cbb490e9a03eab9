"""A mail server that breaks off, is away or is slow costs few letters a try, and none is sent twice."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.utils import timezone

from portal import post, rounds
from portal.models import Letter
from portal.post import sending
from tests.mail_server import received, write_many

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("note")]


# ── A server that breaks off ─────────────────────────────────────────────────────────────────────


def test_one_letter_over_which_the_server_hangs_up_takes_no_other_with_it(server, mailbox):
    mailbox.cursed = ["a0@example.org", "a3@example.org"]
    write_many(10)

    assert post.send_due() == 8

    assert {letter.to: letter.tries for letter in Letter.objects.waiting()} == dict.fromkeys(mailbox.cursed, 1)
    assert all(letter.next_try_at > timezone.now() for letter in Letter.objects.waiting())
    assert len(received(mailbox)) == len(mailbox.messages) == 8


@pytest.mark.parametrize("says_so", [True, False])
def test_a_server_that_takes_few_letters_over_one_connection_gets_them_all_over_several(server, mailbox, says_so):
    mailbox.at_most, mailbox.says_so = 2, says_so
    write_many(7)

    assert post.send_due() == 7

    assert set(Letter.objects.values_list("tries", flat=True)) == {1}
    assert set(received(mailbox).values()) == {1}


def test_a_server_that_is_away_costs_one_letter_a_try_and_the_others_nothing(server):
    server.stop()
    write_many(10)

    assert post.send_due() == 0

    assert sorted(letter.tries for letter in Letter.objects.waiting()) == [0] * 9 + [1]
    assert Letter.objects.due().count() == 9


def test_a_server_that_hangs_up_over_everything_costs_a_few_letters_a_try(server, mailbox):
    write_many(10)
    mailbox.cursed = list(Letter.objects.values_list("to", flat=True))

    assert post.send_due() == 0

    assert sum(letter.tries for letter in Letter.objects.waiting()) == sending.IN_A_ROW


def test_a_server_that_falls_silent_may_have_taken_the_letter_and_gets_it_only_after_the_pause(
    server, mailbox, settings, monkeypatch
):
    settings.EMAIL_TIMEOUT = 2
    write_many(2)
    really_sent = sending._sent

    def silent_from_the_second_on(letter, connection):
        mailbox.pause = 4 if mailbox.messages else 0
        return really_sent(letter, connection)

    monkeypatch.setattr(sending, "_sent", silent_from_the_second_on)

    assert post.send_due() == 1
    assert [letter.tries for letter in Letter.objects.waiting()] == [1]


# ── Two processes, slow servers ──────────────────────────────────────────────────────────────────


def test_letters_that_another_process_sent_meanwhile_are_not_sent_again(server, mailbox, monkeypatch):
    """The server is so slow that whatever was claimed ten minutes ago is anybody's."""
    write_many(5)
    really_sent = sending._sent

    def slowly(letter, connection):
        monkeypatch.setattr(sending, "_sent", really_sent)
        Letter.objects.exclude(pk=letter.pk).update(next_try_at=timezone.now())
        assert post.send_due() == 4
        return really_sent(letter, connection)

    monkeypatch.setattr(sending, "_sent", slowly)

    assert post.send_due() == 1
    assert received(mailbox) == Counter(f"a{n}@example.org" for n in range(5))


def test_two_at_once_share_the_letters_and_send_each_once(server, mailbox):
    mailbox.pause = 0.01
    write_many(30)

    def send(_):
        try:
            return post.send_due()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as both:
        sent = list(both.map(send, range(2)))

    assert (sum(sent), all(sent)) == (30, True)
    assert set(received(mailbox).values()) == {1}


def test_a_slow_server_keeps_other_work_waiting_for_a_minute_only(server, mailbox, monkeypatch):
    monkeypatch.setattr(rounds, "SECONDS", 0.3)
    mailbox.pause = 0.2
    write_many(10)

    assert 1 <= post.send_due() <= 3
    assert Letter.objects.due().count() >= 7
