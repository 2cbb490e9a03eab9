"""What an operator does with manage.py in a portal of its own; what takes long of that is done once for all tests."""

import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from uuid import uuid4

import psycopg2
import pytest
from django.conf import settings
from django.db import connection


def manage(data_dir, *words, database=""):
    """Runs manage.py as an operator does, in the portal of that folder; returns (exit code, what it said)."""
    environment = os.environ | {"DATA_DIR": str(data_dir), "DATABASE_URL": database, "SECRET_KEY": ""}
    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True
    )
    return done.returncode, done.stdout + done.stderr


def managed(*args, **kwargs):
    """What it said when all went well."""
    code, said = manage(*args, **kwargs)
    assert code == 0, said
    return said


@pytest.fixture(scope="session")
def once(tmp_path_factory):
    """A function that returns the folder of that name, which `fill` filled in whichever process asked first."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def folder(name, fill):
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (shared / name).exists():
                half = Path(tempfile.mkdtemp(dir=shared))
                fill(half)
                half.rename(shared / name)
        return shared / name

    return folder


@pytest.fixture(scope="session")
def prepared(once):
    """The folder of a portal on SQLite with starter content, to be copied."""
    return once("prepared", lambda folder: managed(folder, "prepare"))


def migrated():
    """The copy of the tests' database that was made when `migrate` had run and nothing else had."""
    return f"{connection.settings_dict['NAME']}_migrated"


def keep_migrated():
    connection.close()
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        shutil.copy(name, migrated())
    else:
        run(f"DROP DATABASE IF EXISTS {migrated()}")
        run(f"CREATE DATABASE {migrated()} TEMPLATE {name}")


@contextlib.contextmanager
def own_database(folder, like=None):
    """The address of a database for the portal in that folder, of the kind that the tests run on: empty, or a copy."""
    if connection.vendor == "sqlite":
        if like:
            folder.mkdir()
            shutil.copy(like, folder / "portal.sqlite3")
        yield ""
        return
    name = f"own_{uuid4().hex[:8]}"
    base, _, query = os.environ["DATABASE_URL"].partition("?")
    run(f"CREATE DATABASE {name} TEMPLATE {like or 'template1'}")
    try:
        yield f"{base.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")
    finally:
        run(f"DROP DATABASE {name} WITH (FORCE)")


def run(statement):
    """On the tests' PostgreSQL, outside any transaction, as databases are made."""
    with contextlib.closing(psycopg2.connect(os.environ["DATABASE_URL"])) as server, server.cursor() as cursor:
        server.autocommit = True
        cursor.execute(statement)
