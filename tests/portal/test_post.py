"""Letters: written with what they tell of, sent after the commit, neither lost nor doubled when the post is down."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from portal import post
from portal.models import Letter
from portal.post import personal, sending
from tests.mail_server import let_time_pass, write

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("note")]


def test_a_letter_arrives_in_both_forms_with_its_headers(server, mailbox):
    write(headers={"List-Unsubscribe": "<https://example.org/stop/>"})

    (message,) = mailbox.messages
    assert message["To"] == "ada@example.org"
    assert message["List-Unsubscribe"] == "<https://example.org/stop/>"
    assert "Dear Ada, see http://localhost" in message.get_body(("plain",)).get_content()
    assert "<p>Dear Ada</p>" in message.get_body(("html",)).get_content()


def test_a_line_break_in_a_subject_starts_no_header(server, mailbox):
    write(name="Ada\r\nBcc: everybody@example.org")

    (message,) = mailbox.messages
    assert message["Subject"] == "Hello Ada Bcc: everybody@example.org"
    assert message["Bcc"] is None


def test_asked_twice_it_is_sent_once(server, mailbox):
    write()
    write()

    assert len(mailbox.messages) == 1


def test_it_is_not_sent_when_what_it_tells_of_is_rolled_back(server, mailbox):
    with pytest.raises(RuntimeError), transaction.atomic():
        write()
        raise RuntimeError

    assert post.send_due() == 0
    assert mailbox.messages == []


def test_a_server_that_is_down_delays_and_loses_nothing(server, mailbox):
    server.stop()
    write()
    write("note-2")
    waiting = Letter.objects.waiting()
    assert [letter.tries for letter in waiting] == [1, 1]
    assert all(letter.trouble and letter.next_try_at > timezone.now() for letter in waiting)
    assert post.send_due() == 0  # not before the pause is over

    server.start()
    let_time_pass()
    assert post.send_due() == 2

    assert len(mailbox.messages) == 2
    assert not Letter.objects.waiting().exists()


def test_a_letter_whose_sender_died_is_tried_again(server, mailbox, monkeypatch):
    def killed(*args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(sending, "_sent", killed)
        with pytest.raises(KeyboardInterrupt):
            write()
    assert post.send_due() == 0  # still claimed

    let_time_pass()
    assert post.send_due() == 1
    assert len(mailbox.messages) == 1


def test_two_processes_do_not_send_the_same_letter(server, mailbox, monkeypatch):
    really_sent = sending._sent

    def meanwhile_another_process(letter, connection):
        monkeypatch.setattr(sending, "_sent", really_sent)
        assert post.send_due() == 0
        return really_sent(letter, connection)

    monkeypatch.setattr(sending, "_sent", meanwhile_another_process)
    write()

    assert len(mailbox.messages) == 1


def quiet(address):
    quiet.told.append(address)


def test_an_address_that_takes_no_post_is_given_up_and_told(server, mailbox, settings):
    settings.MAIL_REFUSED = [f"{__name__}.quiet"]
    quiet.told = []
    mailbox.closed = ["gone@example.org"]

    write(to="gone@example.org")
    write("note-2")

    letter = Letter.objects.get(to="gone@example.org")
    assert letter.gave_up_at and "550" in letter.trouble
    assert quiet.told == ["gone@example.org"]
    assert len(mailbox.messages) == 1


@pytest.mark.parametrize("refusal", ["554 5.7.1 Relay access denied", "530 5.7.0 Sign in first", "550 5.7.1 Listed"])
def test_a_server_that_takes_nothing_from_us_silences_nobody(server, mailbox, settings, refusal):
    settings.MAIL_REFUSED = [f"{__name__}.quiet"]
    quiet.told = []
    mailbox.closed, mailbox.refusal = ["ada@example.org"], refusal

    write()

    letter = Letter.objects.get()
    assert letter.gave_up_at is None and letter.next_try_at > timezone.now()
    assert quiet.told == []


@pytest.mark.parametrize("is_refused", [False, True])
def test_what_is_erased_while_it_is_on_its_way_does_not_come_back(server, mailbox, monkeypatch, is_refused):
    really_made = sending._message

    def erased_meanwhile(letter, connection):
        personal.erase("ada@example.org")
        return really_made(letter, connection)

    monkeypatch.setattr(sending, "_message", erased_meanwhile)
    mailbox.closed = ["ada@example.org"] if is_refused else []
    write()

    letter = Letter.objects.get()
    assert (letter.to, letter.subject, letter.text, letter.html, letter.trouble) == ("", "", "", "", "")


def test_it_is_given_up_after_about_four_days():
    assert timedelta(days=3) < sum(sending.PAUSES, timedelta()) < timedelta(days=5)
