"""The sitemap: an index of parts, each with the moment of its last change."""

import xml.etree.ElementTree as ElementTree

import pytest

import guidelines.sitemaps
import resources.sitemaps
from portal.sitemaps import PublicSitemap
from tests.make import make_document, make_news_item, make_released_edition

pytestmark = pytest.mark.django_db
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def entries(client, address="/sitemap.xml"):
    """{address: last change} of a sitemap or an index of them."""
    root = ElementTree.fromstring(client.get(address).content)
    return {each.findtext(f"{SPACE}loc"): each.findtext(f"{SPACE}lastmod") for each in root}


def test_the_index_names_parts_with_their_last_change(client, settings):
    edition = make_released_edition()
    settings.SITE_URL = "https://guidelines.example.org"

    parts = entries(client)

    address = "https://guidelines.example.org/sitemap-statements.xml"
    assert parts[address].startswith(edition.released_at.date().isoformat())


def test_every_part_answers(client, settings):
    make_released_edition()
    make_document()

    for address in entries(client):
        assert client.get(address.removeprefix(settings.SITE_URL)).status_code == 200


def test_a_large_part_comes_in_several(client, settings, monkeypatch):
    monkeypatch.setattr(PublicSitemap, "limit", 2)
    for _ in range(3):
        make_document()

    addresses = [address for address in entries(client) if "documents" in address]

    assert addresses == [f"{settings.SITE_URL}/sitemap-documents.xml{more}" for more in ("", "?p=2")]
    assert len(entries(client, addresses[1].removeprefix(settings.SITE_URL))) == 1


def test_the_index_reads_no_row_of_a_large_part(client, monkeypatch):
    edition = make_released_edition()
    make_news_item(published_at=edition.released_at)
    for _ in range(3):
        latest = make_document()
    for part in [*guidelines.sitemaps.SITEMAPS.values(), *resources.sitemaps.SITEMAPS.values()]:
        monkeypatch.setattr(part, "lastmod", lambda *_: pytest.fail("a row was read"))

    parts = entries(client)

    changed = {name.rpartition("-")[2]: moment for name, moment in parts.items()}
    assert changed["documents.xml"].startswith(latest.updated_at.date().isoformat())
    assert changed["chapters.xml"].startswith(edition.released_at.date().isoformat())


def test_a_part_may_be_as_long_as_the_protocol_allows():
    assert PublicSitemap.limit <= 50_000


def test_a_part_is_read_without_counting_all_of_them(client, django_assert_num_queries):
    make_released_edition()

    with django_assert_num_queries(1):
        assert len(entries(client, "/sitemap-chapters.xml")) == 2


@pytest.mark.parametrize("part", ["2", "0", "-1", "50001", "9" * 30, "x"])
def test_a_part_that_is_not_there_is_not_found(client, part):
    make_document()

    assert client.get(f"/sitemap-documents.xml?p={part}").status_code == 404
