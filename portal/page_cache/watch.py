"""What this process knows of the database: its content stamp, until when that holds, and whether it answers."""

import logging
import socket
import threading
import time
import weakref
from typing import NamedTuple

from django.db import DatabaseError, InterfaceError, connection
from django.db.backends.signals import connection_created

from portal.hanging import LOOKER, hangs
from portal.models import ContentStamp

from .moments import next_moment

EVERY = 0.5  # seconds between two looks while somebody reads
FRESH = 1.0  # seconds for which a look is believed
PATIENCE = 0.5  # seconds that a reader waits for a look before getting the page as it was known
HANGING = 1.0  # seconds without an answer after which the database counts as away: nobody else is sent to it
LOST = 2.0  # seconds after which those who wait for it are told so
CUTTING = 0.25  # seconds between two looks whether it hangs

logger = logging.getLogger(__name__)


class Era(NamedTuple):
    """Pages rendered in one era are good until the next begins."""

    stamp: int
    until: float  # a Unix time: the next scheduled moment


class Watch:
    """One for each process; a thread looks, so that no reader waits for a database that hangs."""

    def __init__(self):
        self._era, self._looked_at = None, float("-inf")
        self._began_at, self._failed = None, False
        self._asked_at = 0.0
        self._wanted, self._news = threading.Event(), threading.Condition()
        self._threads, self._closed = [], threading.Event()
        self._connections, self._connecting = weakref.WeakSet(), threading.Lock()
        connection_created.connect(self._remember)

    def era(self):
        """The era as it was known at most a second ago; None when nothing may be kept."""
        now = self._asked_at = time.monotonic()
        if now - self._looked_at > FRESH or (self._era and time.time() >= self._era.until):
            self._wait_for_a_look(now)
        return self._era

    @property
    def is_away(self):
        """Whether the database refused the last look, or has not answered it for seconds."""
        return self._failed or self._hangs()

    def _hangs(self, seconds=HANGING):
        began_at = self._began_at
        return began_at is not None and time.monotonic() - began_at > seconds

    def _wait_for_a_look(self, now):
        self._start()
        self._wanted.set()
        if not self.is_away:
            with self._news:
                self._news.wait_for(lambda: self._looked_at >= now or self._failed, timeout=PATIENCE)

    def _start(self):
        """In each process when it is first asked: threads do not survive the fork that makes a worker."""
        with self._news:
            if not self._threads and not self._closed.is_set():
                for name, work in ((LOOKER, self._keep_looking), ("cutter", self._keep_cutting)):
                    self._threads.append(threading.Thread(target=work, name=name, daemon=True))
                    self._threads[-1].start()

    def close(self):
        """Ends the threads and their connection."""
        self._closed.set()
        self._wanted.set()
        for thread in self._threads:
            thread.join()

    def _keep_looking(self):
        while not self._closed.is_set():
            if not self._failed and time.monotonic() - self._asked_at > 2 * FRESH:
                self._wanted.wait()  # nobody reads; but whoever reads next must not meet an outage that is over
            self._wanted.clear()
            self._look()
            self._wanted.wait(EVERY)
        connection.close()

    def _look(self):
        self._began_at = began_at = time.monotonic()
        try:
            try:
                self._era = self._found()
            except (DatabaseError, InterfaceError):
                connection.close()  # an old line may have been dropped while the database is well: ask on a new one
                self._era = self._found()
            self._failed = False
        except Exception as trouble:
            if not self._failed:
                logger.error("The database does not answer; pages that were read before are still served: %s", trouble)
            self._failed = True
            connection.close()
        with self._news:
            self._began_at = None
            if not self._failed:
                self._looked_at = began_at
            self._news.notify_all()

    def _found(self):
        stamp = ContentStamp.objects.values_list("stamp", flat=True).first()
        if stamp is None:
            return None
        if self._era is None or stamp != self._era.stamp or time.time() >= self._era.until:
            return Era(stamp, next_moment().timestamp())
        return self._era

    # ── A database that hangs ────────────────────────────────────────────────────────────────────────────────────────

    def _remember(self, connection, **kwargs):
        if connection.vendor == "postgresql":
            with self._connecting:
                self._connections.add(connection.connection)

    def _keep_cutting(self):
        """Ends what waits for a hanging database, as if the line had been cut: each gets its plain 503."""
        while not self._closed.wait(CUTTING):
            if not self._hangs():
                hangs.clear()
                continue
            hangs.set()
            if self._hangs(LOST):
                with self._connecting:
                    waiting = list(self._connections)
                for each in waiting:
                    cut(each)


def cut(database_connection):
    """Shuts the socket under a connection of psycopg2; whoever waits for an answer gets an OperationalError."""
    try:
        with socket.socket(fileno=socket.dup(database_connection.fileno())) as line:
            line.shutdown(socket.SHUT_RDWR)
    except Exception:  # closed meanwhile
        logger.debug("A connection was gone already.")
