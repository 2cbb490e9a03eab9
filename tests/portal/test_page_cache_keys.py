"""Which requests get the same page from memory, and what one reader sends that must never reach another."""

import pytest

from tests.make import make_released_edition, make_second_edition

pytestmark = pytest.mark.django_db(transaction=True)


def test_marks_of_newsletters_and_social_media_make_no_page_of_their_own(portal, address):
    portal.get(address)
    portal.get(address + "?utm_source=news&fbclid=1")

    assert portal.rendered == 1


def test_one_readers_mark_is_on_nobody_elses_page(portal):
    edition = make_second_edition(make_released_edition())
    compare = f"{edition.guideline.get_absolute_url()}compare/1/2/"

    assert "EVIL" not in portal.get(compare + "?utm_campaign=EVIL&view=side").text
    assert portal.get(compare + "?view=side").status == 200
    assert portal.rendered == 1


def test_a_page_of_another_scheme_is_another_page_where_a_proxy_says_so(portal, address, settings):
    for known in [("HTTP_X_FORWARDED_PROTO", "https"), None]:
        settings.SECURE_PROXY_SSL_HEADER = known
        portal.get(address)
        portal.get(address, x_forwarded_proto="https")

    assert portal.rendered == 2


def test_nobody_makes_many_pages_of_one_by_headers(portal, address):
    for number in range(20):
        portal.get(address, x_forwarded_proto=f"made-up-{number}")
        portal.get(address, host=f"localhost:{8000 + number}")

    assert (portal.rendered, len(portal.cache.memory)) == (1, 1)
    portal.get(address, host="localhost:" + "1" * 1000)
    assert len(portal.cache.memory) == 1


def test_a_script_name_that_a_browser_sent_is_in_nobody_elses_page(portal, address):
    portal.get(address, environ={"SCRIPT_NAME": "/evil"})

    assert len(portal.cache.memory) == 0
    assert "/evil" not in portal.get(address).text


def test_the_list_of_downloads_is_asked_for_each_time(portal):
    edition = make_released_edition()
    for _ in range(2):
        assert portal.get(f"{edition.get_absolute_url()}downloads/").status == 200

    assert portal.rendered == 2
