"""What search engines and stylesheet loaders are given."""

import json
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find
from django.contrib.staticfiles.storage import StaticFilesStorage

from portal import static_files
from tests.make import make_draft, make_guideline, make_released_edition, make_second_edition
from tests.sitemaps import part_of


def data_in(page):
    """The JSON-LD of a page."""
    return json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])


@pytest.mark.django_db
def test_the_sitemap_names_what_the_public_may_read(client, settings):
    first = make_second_edition()
    hidden = make_draft()

    sitemap = "".join(client.get(part_of(guideline)).text for guideline in (first.guideline, hidden.guideline))

    there = settings.SITE_URL + first.guideline.get_absolute_url()
    for address in [there, f"{there}chapters/new/", f"{there}statements/fresh-start/"]:
        assert f"<loc>{address}</loc>" in sitemap
    assert f"{there}statements/shared-work/" not in sitemap
    assert hidden.guideline.slug not in sitemap


def test_robots_stay_out_of_the_desk(client, settings):
    robots = client.get("/robots.txt").text

    assert "Disallow: /admin/" in robots
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in robots


@pytest.mark.django_db
def test_facts_for_machines_are_json_whatever_a_title_holds(client):
    title = '</script> & "quotes"'
    edition = make_released_edition(make_guideline(title=title))

    data = data_in(client.get(f"{edition.guideline.get_absolute_url()}chapters/focus-on-self/").text)

    assert data["isPartOf"] == title
    assert data["@type"] == "Article"


def test_the_stylesheet_goes_out_as_one_file():
    names = ["site.css", *(match["name"] for match in static_files.IMPORT.finditer(css("site.css")))]
    paths = {path_of(name): (StaticFilesStorage(location="/"), find(path_of(name))) for name in names}

    text = static_files.joined(paths)

    assert "@import" not in text
    assert "/*" not in text
    assert text.startswith("@layer nhsuk {")
    assert "http" not in text.replace("http://www.w3.org/", "").replace('href^="http"', "")


def path_of(name):
    return name.removeprefix("../") if "/" in name else f"css/{name}"


def css(name):
    return Path(find(path_of(name))).read_text(encoding="utf-8")
