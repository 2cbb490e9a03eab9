"""The desk’s filters by guideline: a choice among few, the search box among many."""

import pytest

from portal import list_filters
from tests.make import make_editor, make_guideline, make_news_item

pytestmark = pytest.mark.django_db
LIST = "/admin/resources/newsitem/"


@pytest.fixture
def desk(client, monkeypatch):
    monkeypatch.setattr(list_filters, "MOST", 2)
    client.force_login(make_editor())
    return client


@pytest.mark.parametrize(("number", "is_offered"), [(2, True), (3, False)])
def test_guidelines_are_offered_while_they_are_few(desk, number, is_offered):
    guidelines = [make_guideline(name=f"Guideline of wombats {place}") for place in range(number)]
    make_news_item(title="News", guideline=guidelines[0])

    assert ("Guideline of wombats 1" in desk.get(LIST).text) == is_offered


def test_among_many_the_chosen_one_is_still_shown_and_found_by_name(desk):
    first, *_ = [make_guideline(name=f"Guideline of wombats {place}") for place in range(3)]
    make_news_item(title="About the first", guideline=first)
    make_news_item(title="About nothing")

    chosen = desk.get(f"{LIST}?guideline__id__exact={first.pk}").text
    found = desk.get(f"{LIST}?q=wombats+0").text

    assert "Guideline of wombats 0" in chosen
    for page in (chosen, found):
        assert "About the first" in page
        assert "About nothing" not in page


@pytest.mark.parametrize("value", ["x", "-1", "9" * 30, "²"])
def test_a_choice_that_is_none_breaks_nothing(desk, value):
    for _ in range(3):
        make_guideline()

    assert desk.get(f"{LIST}?guideline__id__exact={value}", follow=True).status_code == 200
