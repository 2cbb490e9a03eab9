"""A portal with the starter content, and Debian's Chromium."""

import os

import pytest

from engagement import starter

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | {"executable_path": "/usr/bin/chromium", "args": ARGUMENTS}


@pytest.fixture(scope="session", autouse=True)
def playwright_may_share_its_thread():
    """Playwright's loop runs in the thread that also asks the database; neither waits for the other."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    yield
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def portal(live_server):
    """The address of a portal with the starter content."""
    starter.load()
    return live_server.url
