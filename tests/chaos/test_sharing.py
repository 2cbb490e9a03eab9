"""What comes is shared among the workers: none takes more than it has hands for while another has one free."""

import contextlib
import socket
import time
from collections import Counter

import pytest

from .running import Portal

THREADS = 4  # of each worker, as deploy/gunicorn.conf.py has it


@pytest.fixture(scope="module")
def portal(copied, tmp_path_factory):
    with Portal(copied(tmp_path_factory.mktemp("portal")), WORKERS="2") as portal:
        portal.warm("/healthz")  # until both workers answer
        yield portal


def worker_that_answers(line):
    """What the request ids of that worker begin with."""
    line.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += line.recv(4096)
    return answer.lower().partition(b"x-request-id: ")[2].partition(b"-")[0]


@pytest.mark.parametrize("turn", range(3))
def test_as_many_as_there_are_hands_are_taken_at_once(portal, turn):
    """By chance alone each worker would get its half once in four turns."""
    with contextlib.ExitStack() as lines:
        connected = [lines.enter_context(socket.create_connection(("127.0.0.1", portal.port))) for _ in range(8)]
        time.sleep(0.5)  # until all are taken; whoever has not asked yet holds a hand
        took = Counter(worker_that_answers(line) for line in connected)

    assert sorted(took.values()) == [THREADS, THREADS]
