"""A real mail server on this machine, which can be stopped, slowed and told to refuse; and letters for it."""

import asyncio
import socket
from collections import Counter
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from portal import post
from portal.models import Letter


class Mailbox:
    """What a mail server took in; addresses in `closed` take no post, and over those in `cursed` it hangs up."""

    def __init__(self):
        self.messages, self.closed, self.cursed = [], [], []
        self.refusal = "550 no such mailbox"
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
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(self.pause)
        if set(envelope.rcpt_tos) & set(self.cursed):
            server.transport.abort()
        else:
            self.messages.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"


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
def mailbox():
    return Mailbox()


@pytest.fixture
def server(mailbox, settings):
    server = Server(mailbox)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    server.start()
    yield server
    server.stop()


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
