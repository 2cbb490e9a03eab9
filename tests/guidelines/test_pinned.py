"""Somebody opens the address that a validation document cites."""

import pytest

from guidelines import actions
from tests.guidelines.editions import THIRD_RELEASE, release
from tests.make import explain, make_released_edition, make_second_edition, make_statement, rewrite

pytestmark = pytest.mark.django_db


@pytest.fixture
def there():
    """The address of a guideline with two editions."""
    return make_second_edition().guideline.get_absolute_url()


def canonical(page):
    return page.split('rel="canonical" href="')[1].split('"')[0]


def test_an_old_chapter_keeps_its_words_and_says_what_is_current(client, there):
    page = client.get(f"{there}editions/1/chapters/focus-on-self/").text

    assert "Give every student time to reflect." in page
    assert "You are reading edition 1." in page
    assert "Edition 2 is current." in page
    assert canonical(page).endswith(f"{there}chapters/focus-on-self/")


def test_a_chapter_that_is_gone_is_its_own_canonical_address(client, there):
    page = client.get(f"{there}editions/2/chapters/new/").text

    assert "the current edition" in page
    assert canonical(page).endswith(f"{there}chapters/new/")


def test_an_amended_statement_says_so_with_the_reason(client, there):
    page = client.get(f"{there}editions/1/statements/self-reflection/").text

    assert "Give every student time to reflect." in page
    assert "Amended in edition 2" in page
    assert "Educators asked for it." in page


def test_a_removed_statement_names_what_takes_its_place(client, there):
    page = client.get(f"{there}editions/1/statements/shared-work/").text

    assert "Removed in edition 2" in page
    assert 'href="../../statements/fresh-start/"' not in page
    assert f'href="{there}statements/fresh-start/"' in page


@pytest.mark.parametrize("address", ["statements/shared-work/", "chapters/working-with-others/"])
def test_what_took_its_place_and_was_removed_in_its_turn_is_called_so(client, address):
    second = make_second_edition()
    draft = actions.start_draft(guideline=second.guideline)
    rewrite(draft, "new", make_statement("fresh-start"), make_statement("better-start"))
    explain(draft, "better-start", "new")
    explain(draft, "fresh-start", "removed", successors=["better-start"])
    there = second.guideline.get_absolute_url()

    before = client.get(f"{there}editions/1/{address}").text
    release(draft, THIRD_RELEASE)
    after = client.get(f"{there}editions/1/{address}").text

    assert "Fresh start</a> (removed in edition 3)" not in before
    assert "Fresh start</a> (removed in edition 3)" in after


def test_a_statement_that_never_changed_stands(client):
    edition = make_released_edition()

    page = client.get(f"{edition.get_absolute_url()}statements/self-reflection/").text

    assert "Does it still stand?" in page
    assert "Yes." in page


def test_a_statement_is_not_in_an_edition_before_it_was_new(client, there):
    assert client.get(f"{there}editions/1/statements/fresh-start/").status_code == 404


def test_an_edition_lists_its_chapters_and_changes(client, there):
    page = client.get(f"{there}editions/2/").text

    assert 'href="chapters/new/"' in page
    for kind in ["new", "amended", "moved", "removed"]:
        assert f'id="kind_{kind}"' in page


def test_the_first_edition_lists_no_changes(client, there):
    assert "This is the first edition" in client.get(f"{there}editions/1/").text


def test_the_history_counts_what_changed(client, there):
    page = client.get(f"{there}editions/").text

    assert "<b>1</b> amended" in page
    assert "<b>1</b> removed" in page
    assert "Released 4 March 2019" in page


def test_history_takes_a_constant_number_of_queries(client, there, django_assert_num_queries):
    with django_assert_num_queries(4):
        client.get(f"{there}editions/")
