"""Search sees every change at once in these tests, and each test has an index of its own."""

import pytest


@pytest.fixture(autouse=True)
def fresh_search(settings, tmp_path):
    settings.SEARCH_DIR = tmp_path / "search"
    settings.SEARCH_LOOKS_EVERY = 0
