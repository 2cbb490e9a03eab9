"""The portal behind its page cache, which looks at the database more often than in life; a letter."""

import pytest

from portal.page_cache import triggers, watch
from tests.make import make_guideline, make_released_edition
from tests.portal.backups import database, made  # noqa: F401 - fixtures for all
from tests.portal.behind_cache import Portal


@pytest.fixture
def portal(settings, monkeypatch):
    settings.PAGE_CACHE_BYTES = 10_000_000
    monkeypatch.setattr(watch, "FRESH", 0.05)
    monkeypatch.setattr(watch, "EVERY", 0.02)
    triggers.install()
    portal = Portal()
    yield portal
    portal.cache.watch.close()


@pytest.fixture
def address():
    return make_released_edition(make_guideline(title="First title")).guideline.get_absolute_url()


@pytest.fixture
def note(settings, tmp_path):
    (tmp_path / "note.subject.txt").write_text("Hello\n{{ name }}")
    (tmp_path / "note.txt").write_text("Dear {{ name }}, see {{ site_url }}.")
    (tmp_path / "note.html").write_text("<p>Dear {{ name }}</p>")
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]
