"""The sitemap: an index of parts, each with the moment of its last change."""

import pytest

import guidelines.sitemaps
import resources.sitemaps
from guidelines.sitemaps import Guidelines
from portal.sitemaps import PublicSitemap
from tests.make import make_document, make_draft, make_guideline, make_news_item, make_released_edition
from tests.sitemaps import entries, part_of

pytestmark = pytest.mark.django_db


def test_the_index_names_parts_with_their_last_change(client, settings):
    edition = make_released_edition()
    settings.SITE_URL = "https://guidelines.example.org"

    parts = entries(client)

    address = "https://guidelines.example.org" + part_of(edition.guideline)
    assert parts[address].startswith(edition.guideline.updated_at.date().isoformat())


def test_every_part_has_something(client, settings):
    for _ in range(2 * Guidelines.guidelines_each):  # nothing of a whole part is public
        make_guideline()
    make_released_edition()
    make_document()

    for address in entries(client):
        assert entries(client, address.removeprefix(settings.SITE_URL))


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

    changed = {name.rpartition("-")[2].partition("?")[0]: moment for name, moment in parts.items()}
    assert changed["documents.xml"].startswith(latest.updated_at.date().isoformat())
    assert changed["guidelines.xml"].startswith(edition.guideline.updated_at.date().isoformat())


def test_a_part_may_be_as_long_as_the_protocol_allows():
    assert PublicSitemap.limit <= 50_000


def test_a_part_is_read_without_counting_all_of_them(client, django_assert_num_queries):
    edition = make_released_edition()

    with django_assert_num_queries(3):
        assert len(entries(client, part_of(edition.guideline))) == 6


def test_what_has_nothing_to_read_is_not_named(client):
    make_draft()

    assert [name for name in entries(client) if "guidelines.xml" in name or "documents" in name] == []


@pytest.mark.parametrize("part", ["2", "0", "-1", "50001", "9" * 30, "x"])
def test_a_part_that_is_not_there_is_not_found(client, part):
    make_document()

    assert client.get(f"/sitemap-documents.xml?p={part}").status_code == 404
