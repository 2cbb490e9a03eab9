"""An educator looks for a statement, and reads what became of it."""

import pytest

from guidelines import actions
from tests.make import (
    SECOND_RELEASE,
    explain,
    force_release,
    make_editor,
    make_released_edition,
    make_second_edition,
    make_statement,
    rewrite,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def there():
    """The address of the statements of a guideline with two editions."""
    return make_second_edition().guideline.get_absolute_url() + "statements/"


def test_all_statements_are_listed_by_chapter(client, there):
    page = client.get(there).text

    assert "3 statements" in page
    assert page.index("Self reflection") < page.index("Values in practice") < page.index("Fresh start")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=planned", {"self-reflection"}),
        ("q=PLANNED+time", {"self-reflection"}),
        ("kind=new", {"fresh-start"}),
        ("chapter=working-with-others", {"values-in-practice"}),
        ("chapter=new&kind=new&q=student", {"fresh-start"}),
        ("q=%25", set()),
        ("utm_source=elsewhere&q=", {"self-reflection", "values-in-practice", "fresh-start"}),
    ],
)
def test_the_list_can_be_narrowed(client, there, query, found):
    page = client.get(f"{there}?{query}").text

    assert {
        key for key in ["self-reflection", "values-in-practice", "fresh-start"] if f'href="{key}/"' in page
    } == found


def test_nothing_found_offers_everything(client, there):
    assert "No statement fits" in client.get(f"{there}?q=zebra").text


@pytest.mark.parametrize("query", ["chapter=unknown", "kind=odd", "q=" + "x" * 101, "q=%00"])
def test_a_filter_that_is_not_offered_is_refused(client, there, query):
    assert client.get(f"{there}?{query}").status_code == 400


def test_a_statement_shows_its_wording_now_and_before(client, there):
    page = client.get(f"{there}self-reflection/").text

    now, _, before = page.partition("Earlier wordings")
    assert "a planned time to reflect" in now
    assert "Educators asked for it." in now
    assert "Survey of 2018." in now
    assert "time to reflect" in before
    assert "a planned time" not in before


def test_a_removed_statement_stays_readable_with_its_successor(client, there):
    page = client.get(f"{there}shared-work/").text

    assert "Removed in edition 2" in page
    assert "Let students work in mixed teams." in page
    assert 'href="../fresh-start/"' in page


def test_a_successor_says_what_it_took_the_place_of(client, there):
    page = client.get(f"{there}fresh-start/").text

    assert "What it took the place of" in page
    assert 'href="../shared-work/"' in page


def test_it_says_how_to_cite_it(client, there):
    page = client.get(f"{there}self-reflection/").text

    assert "2nd edn. Statement 1.1 (self-reflection). Available at:" in page
    assert "/editions/2/statements/self-reflection/" in page


def test_links_in_a_wording_hold_on_every_page(client):
    bodies = {
        "one": make_statement("first", "Read [the second](statement:second)."),
        "two": make_statement("second"),
    }
    edition = make_released_edition(bodies=bodies)
    target = f'href="{edition.get_absolute_url()}chapters/two/#second"'
    there = edition.guideline.get_absolute_url()

    for address in ["statements/", "statements/first/", "editions/1/statements/first/"]:
        assert target in client.get(there + address).text


def test_evidence_is_markdown_and_safe(client):
    first = make_released_edition()
    draft = actions.start_draft(guideline=first.guideline)
    rewrite(draft, "focus-on-self", "time to reflect", "more time to reflect")
    explain(draft, "self-reflection", evidence="[A study](https://example.org/) <script>")
    force_release(edition=draft, by=make_editor(), at=SECOND_RELEASE)

    page = client.get(f"{first.guideline.get_absolute_url()}statements/self-reflection/").text

    assert '<a href="https://example.org/">A study</a> &lt;script&gt;' in page


def test_an_unknown_key_is_not_found(client, there):
    for key in ["nothing", "self-reflection%00", "SELF-REFLECTION", "%ff"]:
        assert client.get(f"{there}{key}/").status_code in (400, 404)


def test_the_list_takes_a_constant_number_of_queries(client, django_assert_num_queries):
    bodies = {f"chapter-{n}": make_statement(f"key-{n}") for n in range(20)}
    edition = make_released_edition(bodies=bodies)

    with django_assert_num_queries(5):
        client.get(f"{edition.guideline.get_absolute_url()}statements/")


def test_a_statement_takes_a_constant_number_of_queries(client, there, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        client.get(f"{there}self-reflection/")
