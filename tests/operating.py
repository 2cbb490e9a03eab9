"""What an operator does with manage.py in a portal of its own; what takes long of that is done once for all tests."""

import fcntl
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from django.conf import settings


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
