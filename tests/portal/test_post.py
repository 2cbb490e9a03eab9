"""Letters: written with what they tell of, sent after the commit, neither lost nor doubled when the post is down."""

import asyncio
import socket
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from django.db import connections, transaction
from django.utils import timezone

from portal import post, rounds
from portal.models import Letter
from portal.post import sending

pytestmark = pytest.mark.django_db(transaction=True)


class Mailbox:
    """What a mail server took in; addresses in `closed` take no post, and over those in `cursed` it hangs up."""

    def __init__(self):
        self.messages, self.closed, self.cursed = [], [], []
        self.at_most = self.pause = 0  # letters over one connection, seconds for each
        self.says_so = True  # before it hangs up

    async def handle_MAIL(self, server, session, envelope, address, options):
        session.letters = getattr(session, "letters", 0) + 1
        if self.at_most and session.letters > self.at_most:
            if not self.says_so:
                server.transport.abort()
            return "421 enough for today"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.closed:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(self.pause)
        if set(envelope.rcpt_tos) & set(self.cursed):
            server.transport.abort()
        else:
            self.messages.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@pytest.fixture
def mailbox():
    return Mailbox()


class Server:
    """A real mail server on a free port of this machine, which may be stopped and started again."""

    def __init__(self, mailbox):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.mailbox, self.controller = mailbox, None

    def start(self):
        self.controller = Controller(self.mailbox, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def stop(self):
        if self.controller:
            self.controller.stop()
        self.controller = None


@pytest.fixture
def server(mailbox, settings):
    server = Server(mailbox)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    server.start()
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def templates(settings, tmp_path):
    (tmp_path / "note.subject.txt").write_text("Hello\n{{ name }}")
    (tmp_path / "note.txt").write_text("Dear {{ name }}, see {{ site_url }}.")
    (tmp_path / "note.html").write_text("<p>Dear {{ name }}</p>")
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]


def write(once="note-1", to="ada@example.org", name="Ada", **more):
    return post.queue(once=once, to=to, template="note", context={"name": name}, **more)


def write_many(number):
    """Puts that many letters into the outbox without sending them."""
    letters = [Letter(once=f"m{n}", to=f"a{n}@example.org", subject="S", text="T") for n in range(number)]
    Letter.objects.bulk_create(letters)


def received(mailbox):
    """How often each address got a letter."""
    return Counter(message["To"] for message in mailbox.messages)


def let_time_pass():
    Letter.objects.update(next_try_at=timezone.now())


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


def test_it_is_given_up_after_about_four_days():
    assert timedelta(days=3) < sum(sending.PAUSES, timedelta()) < timedelta(days=5)


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
    settings.EMAIL_TIMEOUT = 0.3
    write_many(2)
    really_sent = sending._sent

    def silent_from_the_second_on(letter, connection):
        mailbox.pause = 1 if mailbox.messages else 0
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
