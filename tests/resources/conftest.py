"""Many files, read quickly."""

import pytest

from tests.resources.make import reading_here


@pytest.fixture
def read_here():
    with reading_here():
        yield
