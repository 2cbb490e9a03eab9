"""Readers' pages from memory: at most a second old, never somebody's own, still there when the database is away."""

import gzip
import threading
import time
from datetime import timedelta
from types import SimpleNamespace

import brotli
import pytest
from django.db import connection
from django.utils import timezone

from guidelines.models import Guideline
from portal.models import ContentStamp
from portal.page_cache import triggers, watch
from tests.make import make_editor, make_guideline, make_news_item, make_released_edition, make_second_edition

pytestmark = pytest.mark.django_db(transaction=True)


def a_moment():
    time.sleep(0.1)


def test_a_page_is_rendered_once_and_served_again(portal, address):
    first, second = portal.get(address), portal.get(address)

    assert first.status == second.status == 200
    assert first.body == second.body
    assert portal.rendered == 1
    assert second.headers["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_what_a_look_found_is_believed_for_a_second(monkeypatch):
    process, looked = watch.Watch(), []
    monkeypatch.setattr(watch, "time", SimpleNamespace(monotonic=lambda: 100.0))
    monkeypatch.setattr(process, "_wait_for_a_look", looked.append)

    for process._looked_at in (99.0, 98.9):
        process.era()

    assert looked == [100.0]


def test_a_change_shows_within_a_second_however_it_was_made(portal, address):
    assert "First title" in portal.get(address).text
    with connection.cursor() as cursor:
        cursor.execute("UPDATE guidelines_guideline SET title = 'Second title'")
    a_moment()

    assert "Second title" in portal.get(address).text


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no TRUNCATE")
def test_a_table_that_was_emptied_at_once_shows_too(portal):
    make_news_item(title="Soon gone")
    assert "Soon gone" in portal.get("/news/").text
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE resources_newsitem CASCADE")
    a_moment()

    assert "Soon gone" not in portal.get("/news/").text


def test_what_was_rolled_back_renews_nothing():
    triggers.install()
    make_guideline()
    before = ContentStamp.objects.get().stamp
    from django.db import transaction

    with pytest.raises(RuntimeError), transaction.atomic():
        Guideline.objects.update(name="Never")
        raise RuntimeError

    assert ContentStamp.objects.get().stamp == before
    Guideline.objects.update(name="Now")
    assert ContentStamp.objects.get().stamp != before


def test_what_readers_never_see_renews_no_page():
    triggers.install()
    before = ContentStamp.objects.get().stamp
    from portal import audit

    audit.record(by="Ada", did="looked", of=make_editor())

    assert ContentStamp.objects.get().stamp == before


def test_a_scheduled_release_shows_at_its_second(portal):
    first = make_released_edition()
    moment = timezone.now() + timedelta(seconds=4)
    second = make_second_edition(first, at=moment)
    address = second.guideline.get_absolute_url() + "chapters/new/"
    assert portal.get(address).status == 404
    before = portal.get(first.guideline.get_absolute_url())

    while timezone.now() < moment:
        body = portal.get(first.guideline.get_absolute_url()).body
        assert body == before.body or timezone.now() >= moment
        time.sleep(0.05)

    assert portal.get(first.guideline.get_absolute_url()).body != before.body
    assert portal.get(address).status == 200


def test_news_comes_at_its_time(portal):
    moment = timezone.now() + timedelta(seconds=5)
    make_news_item(title="Coming soon", published_at=moment)
    assert "Coming soon" not in portal.get("/news/").text

    while timezone.now() < moment:
        time.sleep(0.02)

    assert "Coming soon" in portal.get("/news/").text


def test_many_at_once_render_a_page_once(portal, address, monkeypatch):
    really = portal.handler

    def slowly(environ, start_response):
        time.sleep(0.3)
        return really(environ, start_response)

    monkeypatch.setattr(portal, "handler", slowly)
    bodies = []
    readers = [threading.Thread(target=lambda: bodies.append(portal.get(address).body)) for _ in range(8)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()

    assert len(bodies) == 8
    assert len(set(bodies)) == 1
    assert portal.rendered == 1


@pytest.mark.parametrize(
    "how",
    [{"cookie": "session=abc"}, {"cookie": "a=b; session=abc"}, {"authorization": "Basic x"}, {"method": "POST"}],
    ids=str,
)
def test_a_request_of_somebody_known_is_neither_answered_from_memory_nor_kept(portal, address, how):
    portal.get(address)
    portal.get(address, **how)
    portal.get(address, **how)

    assert portal.rendered == 3


@pytest.mark.parametrize("address", ["/admin/login/", "/search/?q=leadership", "/nowhere/", "/steering-group/?x=1"])
def test_personal_unknown_and_endless_pages_are_not_kept(portal, address):
    portal.get(address)
    portal.get(address)

    assert portal.rendered == 2
    assert len(portal.cache.memory) == 0


def test_an_unchanged_page_is_not_sent_again(portal, address):
    first = portal.get(address, accept_encoding="br")
    for asked in (first.headers["ETag"], f"W/{first.headers['ETag']}", f'"other", {first.headers["ETag"]}'):
        again = portal.get(address, accept_encoding="br", if_none_match=asked)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]

    assert portal.get(address, if_none_match='"other"').status == 200


def test_head_answers_like_get_without_its_body(portal, address):
    cold = portal.get(address, method="HEAD")
    page = portal.get(address)
    head = portal.get(address, method="HEAD")

    assert cold.headers["Cache-Control"] == page.headers["Cache-Control"]
    assert head.headers == page.headers
    assert head.body == b""


def test_it_is_sent_compressed_to_those_who_read_that(portal, address):
    plain = portal.get(address)
    shrunk = {name: portal.get(address, accept_encoding=name) for name in ("br", "gzip")}

    assert brotli.decompress(shrunk["br"].body) == gzip.decompress(shrunk["gzip"].body) == plain.body
    assert len({answer.headers["ETag"] for answer in (plain, *shrunk.values())}) == 3
    assert all(int(answer.headers["Content-Length"]) == len(answer.body) for answer in shrunk.values())
    assert all(answer.headers["Vary"] == "Accept-Encoding" for answer in (plain, *shrunk.values()))


@pytest.mark.parametrize("address", ["/feedback/", "/search/?q=leadership"])
def test_a_page_that_is_not_kept_is_sent_compressed_too(portal, address):
    plain, shrunk = portal.get(address), portal.get(address, accept_encoding="gzip")

    assert (portal.rendered, len(portal.cache.memory)) == (2, 0)
    assert shrunk.headers["Content-Encoding"] == "gzip"
    assert len(shrunk.body) < len(plain.body) / 2


def test_every_table_of_ours_is_public_or_named_as_never_seen(settings):
    from django.apps import apps

    known = {model._meta.label for app in settings.OUR_APPS for model in apps.get_app_config(app).get_models()}

    assert set(settings.QUIET_MODELS) <= known
