"""A portal of which a backup was made, as an operator makes it; and what is done with such archives."""

import contextlib
import json
import os
import subprocess
import sys
import zipfile
from uuid import uuid4

import psycopg2
import pytest
from django.conf import settings
from django.db import connection

from portal import backup
from portal.backup import archive

PICTURE = bytes(range(256)) * 2000


def manage(data_dir, *words, database=""):
    """Runs manage.py as an operator does, in a portal of its own; returns (exit code, what it said)."""
    environment = os.environ | {"DATA_DIR": str(data_dir), "DATABASE_URL": database, "SECRET_KEY": ""}
    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """The folder of a running portal with its starter content and a file, and the backup made of it."""
    folder = tmp_path_factory.mktemp("portal")
    for words in (["migrate", "-v0"], ["load_starter_content"]):
        code, said = manage(folder, *words)
        assert code == 0, said
    (folder / "media" / "images").mkdir(parents=True, exist_ok=True)
    (folder / "media" / "images" / "picture.png").write_bytes(PICTURE)
    file = tmp_path_factory.mktemp("backups") / "portal.zip"
    code, said = manage(folder, "backup", str(file))
    assert code == 0, said
    return folder, file


@pytest.fixture
def database():
    """An empty database of the kind that the tests run on."""
    if connection.vendor == "sqlite":
        yield ""
        return
    name = f"restored_{uuid4().hex[:8]}"
    url = os.environ["DATABASE_URL"]
    base, _, query = url.partition("?")
    run(url, f"CREATE DATABASE {name}")
    yield f"{base.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")
    run(url, f"DROP DATABASE {name} WITH (FORCE)")


def run(url, statement):
    """Outside any transaction, as databases are made."""
    connection = psycopg2.connect(url)
    connection.autocommit = True
    with contextlib.closing(connection), connection.cursor() as cursor:
        cursor.execute(statement)


def rows_of(file):
    entries = backup.verify(file)["entries"]
    return {name: fact["sha256"] for name, fact in entries.items()}


def change(source, target, alter):
    """The same archive with its list of contents altered."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == archive.CONTENTS:
                facts = json.loads(content)
                alter(facts)
                content = json.dumps(facts)
            new.writestr(name, content)
