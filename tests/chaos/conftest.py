"""Portals and databases to be taken away: each test or module has its own, copied from one that was made once."""

import shutil

import pytest

from .databases import fill, postgresql


@pytest.fixture(scope="session")
def copied(prepared):
    """A function that makes that folder one of a portal with starter content."""
    return lambda folder: shutil.copytree(prepared, folder, dirs_exist_ok=True)


@pytest.fixture(scope="session")
def on_postgresql(once):
    """The folder of a PostgreSQL with starter content, and of what its portal keeps; to be copied."""
    return once("on_postgresql", fill)


@pytest.fixture(scope="module")
def server(on_postgresql):
    """A PostgreSQL of the module's own whose database holds a portal with starter content."""
    with postgresql(on_postgresql / "cluster") as server:
        yield server
