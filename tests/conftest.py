"""What holds for every test: no network, no shared folder, nothing slow that the test is not about."""

import gc
import socket

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase

from portal import append_only, public_forms
from tests.kept import keep
from tests.mail_server import mailbox, server  # noqa: F401 - fixtures for all
from tests.make import everything, make_editor
from tests.operating import keep_migrated, once, prepared  # noqa: F401 - fixtures for all
from tests.s3 import in_s3, storage_server  # noqa: F401 - fixtures for all

HERE = {"127.0.0.1", "::1", "localhost"}
# Fixtures through which a test reaches the database.
ASKING = {"db", "transactional_db", "live_server", "database", "restored"}


def pytest_configure():
    """For the whole process: a server’s thread may still answer when one test has ended and the next not begun."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.BACKGROUND = "at once"
    settings.PAGE_CACHE_BYTES = 0
    settings.STATIC_ROOT = None
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL only what asks the database is run: the rest has been seen on SQLite."""
    if connection.vendor != "sqlite":
        asks = {item: bool(item.get_closest_marker("django_db") or ASKING & set(item.fixturenames)) for item in items}
        config.hook.pytest_deselected(items=[item for item in items if not asks[item]])
        items[:] = [item for item in items if asks[item]]


def pytest_collection_finish(session):
    """What is there by now stays to the end; looking through it for rubbish took a twentieth of the time."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """SQLite in a file, as in production: in memory, two connections would not wait for each other."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The database as `migrate` leaves it, but that the audit trail can be emptied between tests.

    Its value says whether `migrate` had locked it.
    """
    with django_db_blocker.unblock():
        keep_migrated()
        was_locked = append_only.is_locked(connection)
        append_only.unlock(connection)
        everything()
        as_it_was = keep()
        TransactionTestCase._fixture_teardown = lambda test: as_it_was.bring_back()
    return was_locked


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def nobody_has_asked_too_often():
    cache.clear()


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    connect = socket.socket.connect

    def connect_here(sock, address):
        if sock.family != socket.AF_UNIX and address[0] not in HERE:
            raise AssertionError(f"A test wanted to reach {address} over the network.")
        return connect(sock, address)

    monkeypatch.setattr(socket.socket, "connect", connect_here)


@pytest.fixture
def at_once(monkeypatch):
    """Public forms may be sent as soon as they are shown."""
    monkeypatch.setattr(public_forms, "SOONEST", -1)


@pytest.fixture
def desk(client):
    """A client that an editor with all permissions is signed in with."""
    client.force_login(make_editor())
    return client
