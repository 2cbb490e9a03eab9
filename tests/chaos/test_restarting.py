"""A worker is killed, the portal is reloaded: readers in the middle of it do not notice."""

import functools
import os
import signal
import socket

import pytest

from .running import CHAPTER, Portal, paused, readers, wait_until

PATHS = [CHAPTER, "/", "/search/?q=leadership", "/guidelines/leadership-pre-registration/statements/"]


@pytest.fixture(scope="module")
def portal(tmp_path_factory, copied):
    with Portal(copied(tmp_path_factory.mktemp("portal"))) as portal:
        yield portal


def failed(answers):
    return [answer for answer in answers if answer[0] != 200]


def test_a_killed_worker_takes_no_more_with_it_than_it_had_in_hand(portal):
    with readers(portal.get, PATHS) as answers:
        wait_until(lambda: len(answers) > 50, seconds=20)
        before = portal.workers()
        os.kill(before[0], signal.SIGKILL)
        wait_until(lambda: len(set(portal.workers()) - set(before)) == 1, seconds=20)
        reached = len(answers)
        wait_until(lambda: len(answers) > reached + 50, seconds=20)

    assert len(failed(answers)) <= 8  # what the eight readers had sent at that moment
    assert failed(answers[reached:]) == []


def test_a_reload_fails_no_request_and_the_old_workers_answer_until_the_new_ones_can(portal):
    with readers(portal.get, PATHS) as answers:
        for _ in range(2):
            before = set(portal.workers())
            portal.process.send_signal(signal.SIGHUP)
            wait_until(lambda: len(portal.workers()) == 4, seconds=20)
            with paused(set(portal.workers()) - before):  # while they load
                reached = len(answers)
                wait_until(lambda: len(answers) > reached + 50, seconds=20)  # noqa: B023
                assert before < set(portal.workers())
            wait_until(lambda: len(portal.workers()) == 2 and not before & set(portal.workers()), seconds=90)  # noqa: B023

    assert failed(answers) == []


def test_a_reload_goes_on_when_a_new_worker_dies_before_it_can_answer(portal):
    before = set(portal.workers())
    portal.process.send_signal(signal.SIGHUP)
    wait_until(lambda: len(portal.workers()) == 4, seconds=20)
    os.kill(max(set(portal.workers()) - before), signal.SIGKILL)

    # Sooner than the half minute after which gunicorn would look again.
    wait_until(lambda: len(portal.workers()) == 2 and not before & set(portal.workers()), seconds=25)

    assert portal.get("/")[0] == 200


def test_a_restart_fails_no_request_where_the_machine_holds_the_port(tmp_path, copied):
    patient = {"timeout": 60}  # new workers need seconds before they answer
    with (
        socket.create_server(("127.0.0.1", 0), backlog=2048) as held,
        Portal(copied(tmp_path / "portal"), held=held) as portal,
        readers(functools.partial(portal.get, **patient), PATHS) as answers,
    ):
        for _ in range(2):
            reached = len(answers)
            portal.process.terminate()
            portal.process.wait(40)
            portal.start()
            wait_until(lambda: len(answers) > reached + 50, seconds=20)  # noqa: B023

    assert failed(answers) == []
