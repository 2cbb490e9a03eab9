"""While the database is away, what was read before is served; the rest says so, and it ends when the outage ends."""

import time

import pytest
from django.db import OperationalError

from guidelines.models import Guideline
from portal.models import Redirect
from portal.page_cache import watch
from resources.models import NewsItem
from tests.make import make_news_item

pytestmark = pytest.mark.django_db(transaction=True)


def a_moment():
    time.sleep(0.1)


@pytest.fixture
def database(portal, monkeypatch):
    """A database that can be taken away from the thread that looks."""

    class Database:
        is_here, drops_the_line = True, False

    real = watch.ContentStamp

    class Stamps:
        @property
        def objects(self):
            dropped, Database.drops_the_line = Database.drops_the_line, False
            if not Database.is_here or dropped:
                raise OperationalError("could not connect to server")
            return real.objects

    monkeypatch.setattr(watch, "ContentStamp", Stamps())
    return Database


def test_while_the_database_is_away_what_was_read_is_served_and_the_rest_says_so_at_once(portal, database, address):
    warm = portal.get(address)
    database.is_here = False
    a_moment()

    assert portal.get(address).body == warm.body
    cold = portal.get("/news/")
    assert (cold.status, cold.headers["Retry-After"]) == (503, "30")
    assert cold.headers["Cache-Control"] == "no-store"
    assert portal.rendered == 1
    everywhere = ["Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy"]
    assert {name: cold.headers[name] for name in everywhere} == {name: warm.headers[name] for name in everywhere}


@pytest.mark.parametrize("becomes", ["gone", "moved"])
def test_what_is_gone_or_moved_does_not_come_back_while_the_database_is_away(portal, database, becomes):
    item = make_news_item(slug="day")
    assert portal.get("/news/day/").status == 200
    NewsItem.objects.filter(pk=item.pk).delete()
    if becomes == "moved":
        Redirect.objects.create(old="/news/day/", new="/news/")
    a_moment()
    assert portal.get("/news/day/").status == {"gone": 404, "moved": 301}[becomes]

    database.is_here = False
    a_moment()

    assert portal.get("/news/day/").status == 503


def test_a_line_that_was_dropped_is_no_database_that_is_away(portal, database, address):
    portal.get(address)
    database.drops_the_line = True
    a_moment()

    assert portal.get("/news/").status == 200
    assert not database.drops_the_line


def test_it_recovers_by_itself(portal, database, address):
    portal.get(address)
    database.is_here = False
    a_moment()
    assert portal.get("/news/").status == 503

    database.is_here = True
    deadline = time.monotonic() + 5
    while portal.get("/news/").status == 503:
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_an_outage_that_ended_while_nobody_read_meets_no_reader(portal, database, address):
    portal.get(address)
    database.is_here = False
    a_moment()
    assert portal.get("/news/").status == 503
    time.sleep(3 * watch.FRESH)  # nobody reads, and the watch would rest

    database.is_here = True
    Guideline.objects.update(title="Second title")
    a_moment()

    assert "Second title" in portal.get(address).text
    assert portal.get("/news/").status == 200


def test_without_memory_too_nobody_is_sent_to_a_database_that_is_away(portal, database, address, settings):
    settings.PAGE_CACHE_BYTES = 0
    assert [portal.get(address).status for _ in range(2)] == [200, 200]
    assert (portal.rendered, len(portal.cache.memory)) == (2, 0)

    database.is_here = False
    a_moment()

    assert portal.get(address).status == 503
    assert portal.rendered == 2
