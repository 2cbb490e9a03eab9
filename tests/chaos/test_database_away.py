"""The database stops, hangs, only reads or is full: readers hardly notice, and nobody restarts the portal."""

import contextlib
import os
import shutil
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

import psycopg2
import pytest

from .databases import roles
from .running import CHAPTER, Portal, paused, wait_until

QUICKLY = 3.0  # seconds: nobody is sent to what has not answered for one, and who waits is cut off after two
BELIEVED = 1.1  # seconds after which the portal no longer goes by what it knew of the database before
GUIDELINE = "/guidelines/leadership-pre-registration/"
COLD = f"{GUIDELINE}statements/"
NEVER_READ = ["chapters/the-model/", "changes/", "print/", "editions/1/chapters/stage-1-self/"]


@pytest.fixture(scope="module")
def portal(server, on_postgresql, tmp_path_factory):
    folder = shutil.copytree(on_postgresql / "data", tmp_path_factory.mktemp("portal"), dirs_exist_ok=True)
    with Portal(folder, roles(server)["portal"]) as portal:
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


def hanging(server):
    return paused(processes(server))


@contextlib.contextmanager
def gone(server):
    """Every connection is ended and new ones are refused, as while a database restarts."""
    os.kill(processes(server)[0], signal.SIGINT)  # a fast shutdown
    wait_until(lambda: not (Path(server.pgdata) / "postmaster.pid").exists(), seconds=20)
    try:
        yield
    finally:
        server.ensure_postgres_running()


@contextlib.contextmanager
def connected(server):
    with contextlib.closing(psycopg2.connect(server.get_uri())) as connection:
        connection.autocommit = True
        yield connection


def end_others(connection, *, but=()):
    """Ends all connections but this and those; how many there were."""
    with connection.cursor() as cursor:
        spared = [each.info.backend_pid for each in (connection, *but)]
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE backend_type = 'client backend' AND pid <> ALL(%s)",
            [spared],
        )
        return cursor.rowcount


@contextlib.contextmanager
def crowded(server):
    """Others hold every connection that the database has, and the portal holds none."""
    with contextlib.ExitStack() as crowd:
        people = [crowd.enter_context(connected(server))]
        others = True
        while others:
            with contextlib.suppress(psycopg2.OperationalError):
                while True:
                    people.append(crowd.enter_context(connected(server)))
            others = end_others(people[0], but=people)
        yield


@pytest.mark.parametrize("trouble", [hanging, gone])
def test_warm_pages_are_served_others_say_so_and_it_recovers(portal, server, trouble):
    unread = f"{COLD}?page={trouble.__name__}"
    with trouble(server):
        with ThreadPoolExecutor(8) as people:  # they find out, and hold every thread until then
            for status, seconds, _ in people.map(portal.get, [unread] * 8):
                assert status == 503
                assert seconds < QUICKLY
        time.sleep(BELIEVED)
        warm = [portal.get(CHAPTER) for _ in range(10)]
        assert {(status, b"</html>" in body) for status, _, body in warm} == {(200, True)}
        assert median(seconds for _, seconds, _ in warm) < 1
        for _ in range(4):
            status, seconds, _ = portal.get(unread)
            assert status == 503
            assert seconds < QUICKLY
        assert portal.get("/healthz")[0] == 200
        assert portal.get("/readyz")[0] == 503

    took = wait_until(lambda: all(portal.get(COLD)[0] == 200 for _ in range(6)), seconds=10)
    assert took < 5


def test_out_of_connections_warm_pages_are_served_and_it_recovers(portal, server):
    unread = f"{GUIDELINE}chapters/assessing/"
    with crowded(server):
        assert {portal.get(unread)[0] for _ in range(10)} == {503}
        time.sleep(BELIEVED)
        assert {portal.get(CHAPTER)[0] for _ in range(10)} == {200}
        assert {portal.get(unread)[0] for _ in range(10)} == {503}

    assert wait_until(lambda: all(portal.get(unread)[0] == 200 for _ in range(6)), seconds=10) < 5


def test_a_database_that_only_reads_serves_every_page(portal, server):
    with connected(server) as connection, connection.cursor() as cursor:
        cursor.execute("ALTER DATABASE portal SET default_transaction_read_only = on")
        end_others(connection)  # so that they are made anew, under the new rule
        try:
            wait_until(lambda: portal.get("/readyz")[0] == 200, seconds=10)
            assert {portal.get(f"{GUIDELINE}{each}")[0] for each in NEVER_READ} == {200}
            assert portal.get("/search/?q=leadership")[0] == 200
        finally:
            cursor.execute("ALTER DATABASE portal RESET default_transaction_read_only")
            end_others(connection)
