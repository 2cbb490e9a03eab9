"""Tests answer faster than people."""

import pytest
from django.core.cache import cache

from portal import public_forms
from tests.make import make_editor


@pytest.fixture(autouse=True)
def nobody_is_too_quick(monkeypatch):
    monkeypatch.setattr(public_forms, "SOONEST", 0)


@pytest.fixture(autouse=True)
def nobody_was_here_before():
    cache.clear()


@pytest.fixture
def desk(client):
    client.force_login(make_editor())
    return client
