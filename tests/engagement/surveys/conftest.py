"""Tests answer faster than people."""

import pytest
from django.core.cache import cache

from portal import public_forms


@pytest.fixture(autouse=True)
def nobody_is_too_quick(monkeypatch):
    monkeypatch.setattr(public_forms, "SOONEST", 0)


@pytest.fixture(autouse=True)
def nobody_was_here_before():
    cache.clear()
