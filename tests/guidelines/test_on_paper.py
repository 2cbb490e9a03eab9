"""What a chapter's page holds for paper: whole, permanent addresses."""

import pytest
from django.conf import settings

from tests.make import make_released_edition, make_second_edition, make_statement

pytestmark = pytest.mark.django_db

BODIES = {
    "one": "See [two](chapter:two), [it](statement:b), [the site](/guidelines/) and [out](https://example.org/).\n\n"
    + make_statement("a"),
    "two": make_statement("b"),
}


@pytest.mark.parametrize("rest", ["chapters/one/", "editions/1/chapters/one/", "print/"])
def test_statements_and_links_into_the_site_say_their_whole_address(client, rest):
    edition = make_released_edition(bodies=BODIES)
    permanent = f"{settings.SITE_URL}{edition.get_absolute_url()}"

    page = client.get(f"{edition.guideline.get_absolute_url()}{rest}").text

    assert f'<p class="statement__address">{permanent}statements/a/</p>' in page
    assert f'<a data-address="{settings.SITE_URL}/guidelines/" href="/guidelines/">' in page
    assert '<a href="https://example.org/">' in page
    if rest != "print/":
        assert f'<a data-address="{permanent}chapters/two/" href="../two/">' in page


def test_an_older_edition_says_its_own_addresses(client):
    first = make_released_edition()
    make_second_edition(first)

    page = client.get(f"{first.get_absolute_url()}chapters/focus-on-self/").text

    assert "/editions/1/statements/self-reflection/</p>" in page
    assert "/editions/2/statements/self-reflection/</p>" not in page


def test_what_was_released_stays_as_it_was(client):
    edition = make_released_edition()
    before = edition.chapters.first().html

    client.get(f"{edition.get_absolute_url()}chapters/focus-on-self/")

    assert edition.chapters.first().html == before
    assert "statement__address" not in before
