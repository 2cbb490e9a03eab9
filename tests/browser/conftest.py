"""A portal with the starter content, and Debian's Chromium."""

import os
import shutil

import pytest
from django.conf import settings
from django.test import Client, override_settings

from engagement import starter
from tests.kept import keep
from tests.make import make_editor

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


@pytest.fixture(scope="session")
def starter_content(django_db_setup, django_db_blocker, tmp_path_factory):
    """The rows and the folder of files of the starter content, which is loaded once."""
    folder = tmp_path_factory.mktemp("starter")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=folder):
        before = keep()
        starter.load()
        loaded = keep()
        before.bring_back()
    return loaded, folder


@pytest.fixture
def portal(live_server, starter_content):
    """The address of a portal with the starter content."""
    loaded, folder = starter_content
    loaded.bring_back()
    shutil.copytree(folder, settings.MEDIA_ROOT)
    return live_server.url


@pytest.fixture
def browser_of(live_server, new_context):
    """A function that opens the browser of a person, signed in; of a stranger, without anybody."""

    def open_browser(person=None, **options):
        context = new_context(base_url=live_server.url, **options)
        if person:
            client = Client()
            client.force_login(person)
            value = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
        return context

    return open_browser


@pytest.fixture
def signed_in(browser_of):
    """A function that opens a page of an editor with all permissions."""
    return lambda **options: browser_of(make_editor(), **options).new_page()
