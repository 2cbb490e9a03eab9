"""The database of one moment, kept in memory and brought back within milliseconds: SQLite only."""

import sqlite3

from django.db import connection


class Kept:
    """A copy of the whole database as it is now."""

    def __init__(self):
        self.copy = sqlite3.connect(":memory:", check_same_thread=False)
        connection.ensure_connection()
        connection.connection.backup(self.copy)

    def bring_back(self):
        connection.ensure_connection()
        self.copy.backup(connection.connection)
