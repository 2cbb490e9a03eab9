"""What machines are told, and what people see when something is wrong.

A database that is away is a PostgreSQL at a port where nobody listens: `away` points Django's connection there, so
the refusal is the driver's own and comes through the real middleware.
"""

import pytest
from django.db import InterfaceError, OperationalError, connection, connections
from django.test import Client
from django.urls import reverse

from tests.make import make_administrator

NOBODY_LISTENS = {
    "ENGINE": "django.db.backends.postgresql",
    "NAME": "portal",
    "HOST": "127.0.0.1",
    "PORT": "1",
    "OPTIONS": {"connect_timeout": 2},
}


@pytest.fixture
def away(django_db_blocker):
    there = connections["default"]
    connections.settings["default"] = there.settings_dict | NOBODY_LISTENS
    connections["default"] = connections.create_connection("default")
    with django_db_blocker.unblock():
        yield
    connections["default"].close()
    connections["default"], connections.settings["default"] = there, there.settings_dict


def failing(error):
    def fail(*args, **kwargs):
        raise error("a secret detail")

    return fail


# ── Machines ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.django_db
def test_healthz_asks_the_database_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/healthz")

    assert (answer.status_code, answer.text) == (200, "ok\n")


@pytest.mark.django_db
def test_readyz_is_ready_once_the_database_is_migrated(client):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.text) == (200, "ready\n")


@pytest.mark.django_db
def test_readyz_is_not_ready_while_a_migration_waits(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'engagement'")

    answer = client.get("/readyz")

    assert (answer.status_code, answer.text) == (503, "migrations are waiting\n")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/healthz", "/readyz", "/sitemap.xml", "/sitemap-named.xml", "/search/opensearch.xml"]
)
def test_machines_are_told_how_it_is_written(client, address):
    assert client.get(address)["Content-Type"].endswith("; charset=utf-8")


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_machines_only_read(client, address):
    assert client.post(address).status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_machines_may_ask_without_https(client, settings, address):
    settings.SECURE_SSL_REDIRECT = True

    assert client.get(address).status_code == 200


# ── The database is away ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("address", ["/", "/guidelines/", "/guidelines/a/chapters/b/", "/news/", "/readyz"])
def test_without_a_database_pages_say_to_come_back(client, away, address, caplog):
    answer = client.get(address)

    assert answer.status_code == 503
    assert answer["Retry-After"] == "30"
    assert "Please try again in a minute" in answer.text
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "The database cannot be reached" in caplog.text


def test_without_a_database_somebody_who_is_signed_in_gets_the_same_page(away, caplog):
    client = Client()
    client.cookies["session"] = "a" * 32

    answer = client.get("/admin/")

    assert (answer.status_code, answer["Retry-After"]) == (503, "30")


@pytest.mark.parametrize("spoiled", ["multipart/form-data", "multipart/form-data; boundary=x", ""])
def test_without_a_database_a_form_that_nobody_can_read_gets_the_same_page(client, away, spoiled):
    kind = spoiled or "application/x-www-form-urlencoded"
    answer = client.generic("POST", "/survey/any/answer/", "a=1&" * 11_000 if not spoiled else "--y", content_type=kind)

    assert answer.status_code == 503


def test_without_a_database_the_process_is_still_healthy(client, away):
    assert client.get("/healthz").status_code == 200


def test_without_a_database_an_unknown_address_is_still_a_404(client, away):
    assert client.get("/nothing/here/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_a_database_that_goes_away_half_way_is_no_mistake_of_ours(client, monkeypatch, error):
    monkeypatch.setattr("guidelines.reading.guidelines", failing(error))

    assert client.get("/guidelines/").status_code == 503


# ── Pages for what went wrong ────────────────────────────────────────────────────────────────────


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/guidelines/nothing/",
        "/guidelines/nothing/editions/0/",
        "/guidelines/nothing/editions/999999999/",
        "/guidelines/nothing/editions/٣/",
        "/guidelines/" + "x" * 5000 + "/",
        "/guidelines/Ü/",
        "/guidelines/%ff%fe/",
        "/welcome/%0a/",
    ],
)
def test_an_unknown_address_shows_the_ways_back(client, address):
    page = client.get(address)

    assert page.status_code == 404
    assert "Ways back" in page.text


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/guidelines/%00/", "/%00", "/?q=%00", "/guidelines/?a=b%00", "/media/images/%00"])
def test_a_null_byte_is_a_bad_request(client, address):
    assert client.get(address).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["a" * 9000, "a[]=%ff&&&===", "page=" + "9" * 30, "page=-1", "q=%E2%82", "kind=x&year=x"]
)
@pytest.mark.parametrize("address", ["/", "/guidelines/", "/news/", "/resources/"])
def test_odd_queries_never_break_a_page(client, address, query):
    assert client.get(f"{address}?{query}").status_code < 500


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_pages_are_only_read(client, method):
    assert getattr(client, method)("/guidelines/").status_code == 405


@pytest.mark.django_db
def test_an_unknown_host_is_a_bad_request(client):
    assert client.get("/", headers={"host": "evil.example.org"}).status_code == 400


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_on_a_page_of_ours():
    page = Client(enforce_csrf_checks=True).post(reverse("admin:login"), {"username": "a", "password": "b"})

    assert page.status_code == 403
    assert "Ways back" in page.text


@pytest.mark.django_db
def test_a_mistake_of_ours_shows_a_page_that_asks_the_database_nothing(monkeypatch, caplog, django_assert_num_queries):
    monkeypatch.setattr("guidelines.reading.guidelines", failing(RuntimeError))
    with django_assert_num_queries(0):
        page = Client(raise_request_exception=False).get("/guidelines/")

    assert page.status_code == 500
    assert "a secret detail" not in page.text


# ── The desk's own addresses ─────────────────────────────────────────────────────────────────────

HUGE = ["99999999999", "9" * 19, "9" * 30, "9" * 5000, "0", "-1", "x", "1_41", "%00", "٣"]


@pytest.mark.django_db
@pytest.mark.parametrize("number", HUGE)
@pytest.mark.parametrize("tail", ["change/", "release/", "changes/", "preview/", "delete/", "history/", ""])
def test_numbers_that_no_edition_has_never_break_the_desk(client, number, tail):
    client.force_login(make_administrator())

    assert client.get(f"/admin/guidelines/edition/{number}/{tail}").status_code in (302, 400, 404, 405)


@pytest.mark.django_db
@pytest.mark.parametrize("model", ["guidelines/edition", "guidelines/chapter", "resources/newsitem", "auth/user"])
@pytest.mark.parametrize("query", ["q=%00", "p=" + "9" * 30, "edition__number=x", "id=" + "9" * 30, "o=9.x", "e=1"])
def test_odd_queries_never_break_a_list_of_the_desk(client, model, query):
    client.force_login(make_administrator())

    assert client.get(f"/admin/{model}/?{query}").status_code < 500


@pytest.mark.django_db
@pytest.mark.parametrize("edition", ["9" * 30, "x", "", "1&edition=2"])
def test_an_odd_edition_for_a_new_chapter_never_breaks_the_desk(client, edition):
    client.force_login(make_administrator())

    assert client.get(f"/admin/guidelines/chapter/add/?edition={edition}").status_code == 200
    answer = client.post("/admin/guidelines/chapter/add/", {"edition": edition, "title": "T", "slug": "t"})
    assert answer.status_code == 200
