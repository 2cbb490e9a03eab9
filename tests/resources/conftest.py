"""Many files, read quickly."""

import importlib

import pytest

from portal.parsers.__main__ import JOBS


@pytest.fixture
def read_here(monkeypatch):
    """Files are read in this process: the one apart, with its limits, has tests of its own."""

    def run(job, path, *words):
        return importlib.import_module(JOBS[job]).answer(path, *words)

    monkeypatch.setattr("portal.files.apart.run", run)
