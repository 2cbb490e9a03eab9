"""What tests of taking part start from."""

import logging

import pytest
from django.core.cache import cache
from django.test import Client


@pytest.fixture(autouse=True)
def nobody_was_here():
    """What slows down whoever asks too often begins anew with each test."""
    cache.clear()


@pytest.fixture
def reviewer():
    """The browser of somebody without an account."""
    return Client()


@pytest.fixture
def robots(caplog):
    """A function that says how many robots the log has noted."""
    caplog.set_level(logging.INFO, "portal.security")
    return lambda: sum(each.getMessage().startswith("filled in by a robot:") for each in caplog.records)
