"""A portal with the starter content, an open survey and an open call, a draft with a review link, and its walk."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from engagement import starter
from engagement.models import SteeringGroupCall
from guidelines.exports import storing
from guidelines.exports.formats import Format
from portal import public_forms
from tests.engagement.reviewing import make_link
from tests.engagement.surveys.make import make_full_survey
from tests.make import make_draft
from tests.sweeps.walking import walk

SEEDS = ["/", "/robots.txt", "/sitemap.xml", "/sitemap-named.xml", "/api/v1/", "/take-part/", "/search/?q=reflection"]


@pytest.fixture(autouse=True)
def fresh_search(settings, tmp_path):
    settings.SEARCH_DIR = tmp_path / "search"
    settings.SEARCH_LOOKS_EVERY = 0


@pytest.fixture(autouse=True)
def light_downloads(monkeypatch):
    """Files to take away are not what the sweeps are about; built, each would take seconds."""
    monkeypatch.setattr(Format, "build", lambda self, publication: b"built")
    monkeypatch.setattr(storing, "_pages", lambda content: 1)


@pytest.fixture
def open_portal(monkeypatch):
    """The seeds of a walk through a portal in which everything is open to answers."""
    monkeypatch.setattr(public_forms, "SOONEST", -1)
    cache.clear()
    guideline = starter.load()
    SteeringGroupCall.objects.update(closes_on=timezone.localdate() + timedelta(days=1))
    survey = make_full_survey()
    _, review = make_link(make_draft(guideline))
    return [*SEEDS, f"/survey/{survey.slug}/", review]


@pytest.fixture
def walked(client, open_portal):
    return walk(client, open_portal)
