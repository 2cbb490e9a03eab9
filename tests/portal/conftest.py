"""The portal behind its page cache, which looks at the database more often than in life."""

import pytest

from portal.page_cache import triggers, watch
from tests.make import make_guideline, make_released_edition
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
