"""Readers see what changed from one edition to another, statement by statement, and why."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guidelines import actions, comparing
from guidelines.comparing import Net
from tests.guidelines.editions import ONE, address, make_edition_after, make_first, release
from tests.make import SECOND_RELEASE, explain, make_released_edition, make_second_edition, make_statement, rewrite

pytestmark = pytest.mark.django_db


@pytest.fixture
def second():
    return make_second_edition()


def test_the_page_marks_the_words_and_says_why_and_what_to_do(client, second):
    page = client.get(address(second, 1, 2)).text

    assert '<ins><span class="nhsuk-u-visually-hidden">Added: </span>a planned</ins>' in page
    assert "Educators asked for it." in page
    assert "Survey of 2018." in page
    assert "Look at your plan." in page


def test_counts_are_given_for_each_kind_and_chapter(second):
    comparison = comparing.compare(second.guideline.slug, 1, 2)

    assert dict(comparison.kinds) == {
        Net.NEW: 1,
        Net.AMENDED: 1,
        Net.REMOVED: 1,
        Net.CLARIFIED: 0,
        Net.MOVED: 1,
        Net.UNCHANGED: 0,
    }
    by_chapter = {chapter.newest.slug: dict(+chapter.counts) for chapter in comparison.chapters}
    assert by_chapter == {
        "focus-on-self": {Net.AMENDED: 1},
        "working-with-others": {Net.MOVED: 1, Net.REMOVED: 1},
        "new": {Net.NEW: 1},
    }


def test_one_text_holds_both_wordings(client):
    first = make_first(make_statement("a", ONE))
    make_edition_after(first, ("a", "amended", "every student", "each learner"))

    page = client.get(address(first, 1, 2, "?view=one")).text

    assert "every student</del>" in page
    assert "each learner</ins>" in page
    assert page.count('class="change__words text"') == 1


def test_backwards_is_read_forwards_and_said(client, second):
    backwards, forwards = client.get(address(second, 2, 1)).text, client.get(address(second, 1, 2)).text

    assert "You asked from edition 2 back to edition 1." in backwards
    assert "You asked" not in forwards
    assert re.search(r'rel="canonical" href="[^"]*/compare/1/2/"', backwards)
    assert "a planned</ins>" in backwards


def test_the_same_edition_twice_has_no_difference(client, second):
    page = client.get(address(second, 2, 2)).text

    assert "You chose the same edition twice" in page
    assert "<ins>" not in page


@pytest.mark.parametrize("numbers", ["1/9", "0/2", "1/999999999", "1/٣", "a/b", "1/-1", "01/2"])
def test_unknown_editions_are_not_found(client, second, numbers):
    assert client.get(f"/guidelines/{second.guideline.slug}/compare/{numbers}/").status_code == 404


def test_an_unknown_guideline_is_not_found(client, second):
    for rest in ("compare/1/2/", "compare/", "changes/", "feed/", "compare/1/2/download/csv/"):
        assert client.get(f"/guidelines/none/{rest}").status_code == 404


def test_drafts_and_scheduled_editions_cannot_be_compared(client):
    first = make_released_edition()
    draft = actions.start_draft(guideline=first.guideline)
    assert client.get(address(first, 1, 2)).status_code == 404

    release(draft, datetime(2999, 1, 1, tzinfo=UTC))

    assert client.get(address(first, 1, 2)).status_code == 404


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"self-reflection", "fresh-start", "shared-work", "values-in-practice"}),
        ("?kind=amended", {"self-reflection"}),
        ("?kind=removed&chapter=working-with-others", {"shared-work"}),
        ("?chapter=new", {"fresh-start"}),
        ("?chapter=new&kind=amended", set()),
    ],
)
def test_changes_are_filtered_by_kind_and_chapter(client, second, query, shown):
    page = client.get(address(second, 1, 2, query)).text

    assert set(re.findall(r'class="change"\s+id="([\w-]+)"', page)) == shown


@pytest.mark.parametrize(
    "query", ["?kind=zzz", "?chapter=٣&page=x", "?page=-1", "?view=three&kind=unchanged", "?page=99"]
)
def test_odd_filters_are_ignored(client, second, query):
    response = client.get(address(second, 1, 2, query))

    assert response.status_code == 200
    assert response.text.count('class="change"') == 4


def test_a_removed_statement_names_its_successor_and_the_other_way_round(client, second):
    page = " ".join(client.get(address(second, 1, 2)).text.split())
    root = f"/guidelines/{second.guideline.slug}/"

    assert f'Replaced by <a href="{root}editions/2/statements/fresh-start/">3.1 Fresh start</a>' in page
    assert f'Takes the place of <a href="{root}editions/1/statements/shared-work/">2.1 Shared work</a>' in page


def test_splits_and_merges_name_everyone_concerned():
    first = make_first(make_statement("a"), make_statement("b"))
    both = make_statement("c") + "\n" + make_statement("d")
    split = {"successors": ["c", "d"]}
    make_edition_after(
        first,
        ("a", "removed", make_statement("a"), both, split),
        ("b", "removed", make_statement("b"), "", {"successors": ["c"]}),
        ("c", "new", "Before", "Before"),
        ("d", "new", "Before", "Before"),
    )

    found = {one.key: one for one in comparing.compare(first.guideline.slug, 1, 2).statements}

    assert [place.key for place in found["a"].steps[0].successors] == ["c", "d"]
    assert sorted(place.key for place in found["c"].predecessors) == ["a", "b"]
    assert [place.key for place in found["d"].predecessors] == ["a"]


def test_text_outside_statements_is_compared_too(client):
    first = make_first(make_statement("a"), extra="\n## Here\n\nAll of this stays.\n\nThis sentence changes.\n")
    make_edition_after(first, ("a", "moved", "sentence changes", "sentence differs"))

    page = client.get(address(first, 1, 2)).text

    assert "Text around the statements also changed" in page
    assert "changes</del>" in page
    assert "differs</ins>" in page
    assert "All of this stays." not in page


def test_a_changed_statement_alone_is_no_change_of_the_text_around_it(client):
    first = make_first(make_statement("a", ONE))
    make_edition_after(first, ("a", "amended", "every", "each"))

    assert "Text around the statements" not in client.get(address(first, 1, 2)).text


def test_markup_in_reasons_titles_and_wordings_is_shown_as_it_was_typed(client):
    first = make_first(make_statement("a", "Say <b>this</b> now.", title="<i>A</i>"))
    second = make_edition_after(
        first, ("a", "amended", "<b>this</b>", "<script>that</script>", {"reason": "<script>1</script>"})
    )

    for view in ("", "?view=one"):
        page = client.get(address(second, 1, 2, view)).text
        main = page[page.index("<main") : page.index("</main")]
        assert "<script" not in main
        assert "<i>" not in main
        assert "&lt;script&gt;1&lt;/script&gt;" in main


def test_two_editions_are_chosen_in_a_form(client, second):
    there = f"/guidelines/{second.guideline.slug}/compare/"

    assert client.get(f"{there}?from=1&to=2").headers["Location"] == f"{there}1/2/"
    assert '<option value="1" selected>' in client.get(there).text
    assert client.get(f"{there}?from=x&to=9").status_code == 200


def test_pages_lead_to_the_comparison(client, second):
    root = f"/guidelines/{second.guideline.slug}/"

    for page in ("", "editions/", "editions/2/", "statements/", "chapters/focus-on-self/", "changes/"):
        assert "compare/1/2/" in client.get(root + page).text


def test_a_comparison_costs_the_same_queries_however_much_changed(client, second):
    first = make_first(*(make_statement(f"k{number}", ONE) for number in range(130)))
    draft = actions.start_draft(guideline=first.guideline)
    rewrite(draft, "one", "every", "each")
    for number in range(130):
        explain(draft, f"k{number}")
    release(draft, SECOND_RELEASE)

    with CaptureQueriesContext(connection) as few:
        client.get(address(second, 1, 2))
    with CaptureQueriesContext(connection) as many:
        page = client.get(address(first, 1, 2)).text

    assert len(many) <= len(few) <= 12
    assert page.count('class="change"') == 100
    assert client.get(address(first, 1, 2, "?page=2")).text.count('class="change"') == 30
