"""Editors type redirects at the desk: to pages that are there, on this site or another, never in circles."""

import pytest
from django.urls import reverse

import engagement.actions
from engagement.models import Survey
from portal.models import Redirect
from tests.make import make_editor, make_guideline, make_released_edition
from tests.resources.make import make_document
from tests.resources.test_redirects import editors, goes

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "new",
    [
        "http://example.org/",
        "https://user@example.org/",
        "https://example.org\\@x/",
        "https:///x/",
        "//example.org/",
        "/\\example.org",
        "javascript:alert(1)",
        "/a/../admin/",
        "a/b",
        "/a b/",
    ],
)
def test_only_addresses_of_this_site_or_whole_ones_can_be_typed(client, new):
    client.force_login(make_editor())

    page = client.post(reverse("admin:portal_redirect_add"), {"old": "/old/", "new": new})

    assert page.status_code == 200
    assert 'id="id_new_error"' in page.text
    assert not Redirect.objects.exists()


def type_redirect(client, new, **fields):
    client.force_login(make_editor())
    return client.post(reverse("admin:portal_redirect_add"), {"old": "/old/", "new": new, **fields})


def test_what_moved_to_another_site_is_found_there(client):
    type_redirect(client, "https://www.example.org/reports/?a=1", covers_below="on")

    assert goes(client, "/old/?b=2") == "https://www.example.org/reports/?a=1&b=2"
    assert goes(client, "/old/one/") == "https://www.example.org/reports/one/"


def test_a_whole_address_of_this_site_is_kept_as_a_path(client, settings):
    type_redirect(client, f"{settings.SITE_URL}/news/")

    assert Redirect.objects.get().new == "/news/"


@pytest.mark.parametrize(
    "new", ["/resources/nothing/", "/nowhere/", "/resources/report/versions/7/download/", "/a\u202e/"]
)
def test_a_target_at_which_nothing_is_published_is_refused(client, new):
    make_document(slug="report")

    page = type_redirect(client, new)

    assert "Nothing is published" in page.text
    assert not Redirect.objects.exists()


@pytest.mark.parametrize(
    "new",
    [
        "/",
        "/search/?q=reflection",
        "/resources/report/download/",
        "/resources/?kind=report#list",
        "/survey/s/",
        "/api/v1/",
    ],
)
def test_a_target_at_which_something_is_published_is_kept(client, new):
    make_document(slug="report")
    make_released_edition()
    survey = Survey(slug="s", title="S", guideline=make_guideline(), opens_on="2018-10-01", closes_on="2018-11-09")
    engagement.actions.save_survey(survey=survey)

    type_redirect(client, new)

    assert Redirect.objects.get().new == new
    assert client.head(goes(client, "/old/")).status_code == 200


def test_a_target_that_was_itself_moved_counts_as_published(client):
    editors("/middle/", "/news/")

    type_redirect(client, "/middle/")

    assert Redirect.objects.get(old="/old/").new == "/news/"


def test_an_editor_adds_a_redirect_and_hears_of_a_loop(client):
    client.force_login(make_editor())
    address = reverse("admin:portal_redirect_add")

    client.post(address, {"old": "/old/", "new": "/news/", "covers_below": ""})
    page = client.post(address, {"old": "/news/", "new": "/old/"})

    assert goes(client, "/old/") == "/news/"
    assert "round in circles" in page.text
    assert Redirect.objects.get().made_by is not None
