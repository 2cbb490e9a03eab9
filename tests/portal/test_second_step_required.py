"""Where the operator asks for a second step, nobody works at the desk without one."""

import pytest

from tests.make import make_administrator
from tests.portal.test_house import GUARDED, example
from tests.portal.test_signing_in import STEP, shown, with_app

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_page_of_the_desk_leads_to_adding_one(client, method):
    client.force_login(make_administrator())

    for route in GUARDED:
        if not route.startswith("admin/account/"):
            answer = getattr(client, method)(example(route))
            assert answer.status_code == 302, route
            assert answer.url.startswith(("/admin/account/", "/admin/login/")), route


def test_the_page_where_one_is_added_is_open_and_says_why(client):
    client.force_login(make_administrator())

    assert "This portal asks for a second step" in client.get("/admin/", follow=True).text


def test_whoever_has_one_works_as_always(client):
    person, secret = with_app(make_administrator())
    client.post("/admin/login/", {"username": person.username, "password": "long enough"})
    client.post(STEP, {"code": shown(secret)})

    assert client.get("/admin/").status_code == 200


def test_readers_notice_nothing(client):
    answer = client.get("/guidelines/")

    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
