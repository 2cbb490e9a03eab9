"""`manage.py work` and the background: what returns is done, and a failure stops nothing else."""

import pytest
from django.core.management import call_command
from django.db import transaction

from portal import background

done = []


@pytest.fixture(autouse=True)
def nothing_done():
    done.clear()


def fails():
    raise RuntimeError("broken on purpose")


def works():
    done.append("works")


def test_one_that_fails_leaves_the_others_their_turn(settings, caplog):
    settings.REGULAR = {f"{__name__}.fails": 1, f"{__name__}.works": 1}

    call_command("work", once=True)

    assert done == ["works"]
    assert "test_work.fails failed" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_the_background_starts_after_the_commit():
    with transaction.atomic():
        background.after_commit(works)
        assert done == []

    assert done == ["works"]


@pytest.mark.django_db(transaction=True)
def test_the_background_is_not_started_by_what_was_rolled_back():
    with pytest.raises(RuntimeError), transaction.atomic():
        background.after_commit(works)
        raise RuntimeError

    assert done == []


@pytest.mark.django_db(transaction=True)
def test_a_thread_does_it_and_a_failure_is_logged(settings, caplog):
    settings.BACKGROUND = "thread"

    background.after_commit(fails)
    background.after_commit(works)
    background._threads.submit(lambda: None).result(timeout=10)

    assert done == ["works"]
    assert "fails failed" in caplog.text
