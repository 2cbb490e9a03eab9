"""Connections to PostgreSQL that are not even tried while it is known to hang: trying would take seconds more."""

import threading

from psycopg2 import OperationalError
from psycopg2.extensions import connection

LOOKER = "watch"  # the name of the thread that looks whether the database answers again
hangs = threading.Event()


class Cautious(connection):
    """Refused at once while the database hangs, to all but the thread that looks."""

    def __init__(self, *args, **kwargs):
        if hangs.is_set() and threading.current_thread().name != LOOKER:
            raise OperationalError("The database has not answered for seconds.")
        super().__init__(*args, **kwargs)
