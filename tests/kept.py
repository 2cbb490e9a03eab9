"""The database of one moment, brought back within milliseconds."""

import sqlite3
import time

from django.db import connection

PATIENCE = 20  # seconds for a thread that still writes


def keep():
    """What brings back the whole database as it is now; on SQLite with its tables and triggers, else the rows alone."""
    return Kept() if connection.vendor == "sqlite" else KeptRows()


class Kept:
    """A copy in memory, for SQLite."""

    def __init__(self):
        self.copy = sqlite3.connect(":memory:", check_same_thread=False)
        connection.ensure_connection()
        connection.connection.backup(self.copy)

    def bring_back(self):
        connection.ensure_connection()
        begun = time.monotonic()

        def give_up(*_):
            assert time.monotonic() - begun < PATIENCE, "the database stays locked"

        self.copy.backup(connection.connection, progress=give_up)


class KeptRows:
    """Copies of the tables that hold anything, in a schema of their own, for PostgreSQL; its user is a superuser."""

    def __init__(self):
        with connection.cursor() as cursor:
            tables = [connection.ops.quote_name(name) for name in connection.introspection.table_names(cursor)]
            cursor.execute("DROP SCHEMA IF EXISTS kept CASCADE; CREATE SCHEMA kept")
            filled = [name for name in tables if self._holds_rows(cursor, name)]
            for name in filled:
                cursor.execute(f"CREATE TABLE kept.{name} AS TABLE {name}")
        steps = ["SET session_replication_role = replica"]  # no trigger fires, so the order is of no matter
        steps += [f"DELETE FROM {name}" for name in tables]
        steps += [f"INSERT INTO {name} TABLE kept.{name}" for name in filled]
        self.steps = ";".join([*steps, "SET session_replication_role = DEFAULT"])

    def _holds_rows(self, cursor, name):
        cursor.execute(f"SELECT 1 FROM {name} LIMIT 1")
        return cursor.fetchone()

    def bring_back(self):
        with connection.cursor() as cursor:
            cursor.execute(self.steps)
