"""A worker is killed, the portal is reloaded: readers in the middle of it do not notice."""

import functools
import os
import signal
import time

import pytest

from .running import CHAPTER, Portal, readers, wait_until

pytestmark = pytest.mark.chaos
PATHS = [CHAPTER, "/", "/search/?q=leadership", "/guidelines/leadership-pre-registration/statements/"]
THREADS = 4


@pytest.fixture(scope="module")
def portal(tmp_path_factory):
    with Portal(tmp_path_factory.mktemp("portal")) as portal:
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


def test_a_reload_fails_no_request(portal):
    patient = functools.partial(portal.get, timeout=60)  # new workers need seconds before they answer
    with readers(patient, PATHS) as answers:
        for _ in range(2):
            before = set(portal.workers())
            portal.process.send_signal(signal.SIGHUP)
            wait_until(lambda: len(portal.workers()) == 2 and not before & set(portal.workers()), seconds=40)  # noqa: B023
            time.sleep(0.5)

    assert len(answers) > 10
    assert failed(answers) == []
