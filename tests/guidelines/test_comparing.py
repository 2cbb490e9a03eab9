"""Readers see what changed from one edition to another, statement by statement, and why."""

import csv
import io
import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from guidelines import actions, comparing
from guidelines.comparing import Net
from guidelines.models import Edition
from tests.make import (
    SECOND_RELEASE,
    explain,
    make_editor,
    make_guideline,
    make_released_edition,
    make_second_edition,
    make_statement,
    rewrite,
)

pytestmark = pytest.mark.django_db
THIRD_RELEASE = datetime(2020, 5, 4, 9, tzinfo=UTC)
ONE = "Give every student time to reflect."


def address(edition, a, b, rest=""):
    return f"/guidelines/{edition.guideline.slug}/compare/{a}/{b}/{rest}"


def release(draft, at):
    return actions.release(edition=Edition.objects.get(pk=draft.pk), by=make_editor(), at=at)


def make_edition_after(first, *changes, at=SECOND_RELEASE):
    """The next edition with words replaced in the only chapter: (key, kind, old, new, what is said more)."""
    draft = actions.start_draft(guideline=first.guideline)
    for key, kind, old, new, *more in changes:
        rewrite(draft, "one", old, new)
        if kind != "moved":
            said = {"reason": f"{kind} {key} in {draft.number}."} | (more[0] if more else {})
            explain(draft, key, kind, **said)
    return release(draft, at)


def make_first(*statements, extra=""):
    body = "Before all.\n\n" + "\n".join(statements) + extra
    return make_released_edition(make_guideline(), {"one": body, "two": "Words of two."})


def kinds(edition, a, b):
    return {one.key: one.kind for one in comparing.compare(edition.guideline.slug, a, b).statements}


def plain(html):
    return " ".join(re.sub(r"<[^>]*>", "", html).split())


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

    assert set(re.findall(r'class="change" id="([\w-]+)"', page)) == shown


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


# ── Several editions apart ───────────────────────────────────────────────────────────────────────


def test_a_statement_amended_twice_shows_both_reasons_in_order(client):
    first = make_first(make_statement("a", ONE))
    second = make_edition_after(first, ("a", "amended", "every student", "each student"))
    make_edition_after(second, ("a", "amended", "to reflect", "to think"), at=THIRD_RELEASE)

    page = client.get(address(first, 1, 3)).text

    assert kinds(first, 1, 3) == {"a": Net.AMENDED}
    assert 0 < page.index("amended a in 2.") < page.index("amended a in 3.")
    assert "Amended in edition 2, 4 March 2019" in page
    assert "every</del>" in page
    assert "reflect</del>" in page


def test_amended_then_clarified_counts_as_amended_and_clarified_twice_as_clarified():
    first = make_first(make_statement("a", ONE), make_statement("b", "Let them work in teams."))
    second = make_edition_after(
        first, ("a", "amended", "every", "each"), ("b", "clarified", "Let them", "Have students")
    )
    make_edition_after(
        second, ("a", "clarified", "reflect", "think"), ("b", "clarified", "teams", "groups"), at=THIRD_RELEASE
    )

    assert kinds(first, 1, 3) == {"a": Net.AMENDED, "b": Net.CLARIFIED}


def test_what_was_changed_and_changed_back_is_said_to_be_so(client):
    first = make_first(make_statement("a", ONE))
    second = make_edition_after(first, ("a", "amended", "every", "each"))
    make_edition_after(second, ("a", "amended", "each", "every"), at=THIRD_RELEASE)

    page = client.get(address(first, 1, 3)).text

    assert kinds(first, 1, 3) == {"a": Net.BACK}
    assert "Both editions say the same." in page
    assert "amended a in 2." in page
    assert "amended a in 3." in page
    assert "<ins>" not in page


def test_what_came_and_went_is_shown_as_such(client):
    first = make_first(make_statement("a"))
    second = make_edition_after(first, ("b", "new", "Before all.", "Before all.\n\n" + make_statement("b") + "\n"))
    make_edition_after(second, ("b", "removed", make_statement("b"), "", {"successors": ["a"]}), at=THIRD_RELEASE)

    page = client.get(address(first, 1, 3)).text

    assert kinds(first, 1, 3) == {"b": Net.PASSING}
    assert "it came and went between them" in page
    assert "new b in 2." in page
    assert "removed b in 3." in page


def test_new_and_then_amended_is_new_with_both_reasons(client):
    first = make_first(make_statement("a"))
    second = make_edition_after(
        first, ("b", "new", "Before all.", "Before all.\n\n" + make_statement("b", "Plan the work.") + "\n")
    )
    make_edition_after(second, ("b", "amended", "Plan the", "Plan all"), at=THIRD_RELEASE)

    page = client.get(address(first, 1, 3)).text

    assert kinds(first, 1, 3) == {"b": Net.NEW}
    assert page.index("new b in 2.") < page.index("amended b in 3.")
    assert "Plan all work." in page


def test_amended_and_then_removed_is_removed_with_both_reasons(client):
    first = make_first(make_statement("a", "Give students time to reflect."), make_statement("b"))
    second = make_edition_after(first, ("a", "amended", "Give students time", "Offer time"))
    words = make_statement("a", "Offer time to reflect.")
    make_edition_after(second, ("a", "removed", words, "", {"successors": ["b"]}), at=THIRD_RELEASE)

    page = client.get(address(first, 1, 3)).text

    assert kinds(first, 1, 3) == {"a": Net.REMOVED}
    assert page.index("amended a in 2.") < page.index("removed a in 3.")


def test_moved_and_then_amended_is_amended_and_says_where_it_came_from(client):
    first = make_first(make_statement("a", ONE), make_statement("b"))
    draft = actions.start_draft(guideline=first.guideline)
    rewrite(draft, "one", make_statement("a", ONE), "")
    rewrite(draft, "two", "Words of two.", "Words of two.\n\n" + make_statement("a", ONE))
    second = release(draft, SECOND_RELEASE)
    assert kinds(first, 1, 2) == {"a": Net.MOVED}
    draft = actions.start_draft(guideline=second.guideline)
    rewrite(draft, "two", "every", "each")
    explain(draft, "a")
    release(draft, THIRD_RELEASE)

    page = client.get(address(first, 1, 3)).text

    assert kinds(first, 1, 3) == {"a": Net.AMENDED}
    assert "Moved here from chapter 1, One, where it was 1.1." in page


def test_a_successor_that_was_removed_since_is_named_with_its_edition(client):
    first = make_first(make_statement("a"), make_statement("z"))
    second = make_edition_after(
        first,
        ("a", "removed", make_statement("a"), make_statement("b"), {"successors": ["b"]}),
        ("b", "new", "Before", "Before"),
    )
    make_edition_after(second, ("b", "removed", make_statement("b"), "", {"successors": ["z"]}), at=THIRD_RELEASE)

    page = client.get(address(first, 1, 3)).text

    assert f'<a href="/guidelines/{first.guideline.slug}/statements/b/">1.1 B</a> (only in edition 2)' in page


# ── Text around statements ───────────────────────────────────────────────────────────────────────


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


# ── Downloads ────────────────────────────────────────────────────────────────────────────────────


def rows_of_csv(response):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_csv_holds_a_row_for_each_change_with_its_reason(client, second):
    response = client.get(address(second, 1, 2, "download/csv/"))

    rows = {row["Key"]: row for row in rows_of_csv(response)}
    assert set(rows) == {"self-reflection", "fresh-start", "shared-work", "values-in-practice"}
    assert rows["self-reflection"]["What happened"] == "Amended"
    assert rows["self-reflection"]["Wording in edition 1"] == "Give every student time to reflect."
    assert rows["self-reflection"]["Wording in edition 2"] == "Give every student a planned time to reflect."
    assert rows["self-reflection"]["Why"] == "Educators asked for it."
    assert rows["shared-work"]["Replaced by"] == "3.1 fresh-start"
    assert "changes-1-to-2.csv" in response["Content-Disposition"]


def test_the_workbook_holds_the_same_and_keeps_its_heading_in_sight(client, second):
    table = rows_of_csv(client.get(address(second, 1, 2, "download/csv/")))

    sheet = load_workbook(io.BytesIO(client.get(address(second, 1, 2, "download/xlsx/")).content)).active

    heading, *rows = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert [dict(zip(heading, row, strict=True)) for row in rows] == table
    assert sheet.freeze_panes == "C2"


def test_downloads_follow_the_filter(client, second):
    rows = rows_of_csv(client.get(address(second, 1, 2, "download/csv/?kind=new")))

    assert [row["Key"] for row in rows] == ["fresh-start"]


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1"])
def test_no_cell_can_be_taken_for_a_formula(client, start):
    first = make_first(make_statement("a", ONE))
    make_edition_after(first, ("a", "amended", "every", "each", {"reason": start, "what_to_do": start}))

    [row] = rows_of_csv(client.get(address(first, 1, 2, "download/csv/")))
    book = load_workbook(io.BytesIO(client.get(address(first, 1, 2, "download/xlsx/")).content))

    cells = [cell for line in book.active.iter_rows() for cell in line]
    assert row["Why"][0] == "'"
    assert all(cell.data_type != "f" for cell in cells)
    assert not [cell for cell in cells if str(cell.value or "").lstrip().startswith(("=", "+", "-", "@"))]


def test_a_wording_too_long_for_a_cell_is_cut_and_says_so(client):
    first = make_first(make_statement("a", "word " * 20_000 + "end."))
    make_edition_after(first, ("a", "amended", "end.", "finish."))

    sheet = load_workbook(io.BytesIO(client.get(address(first, 1, 2, "download/xlsx/")).content)).active

    assert sheet["E2"].value.endswith("(The whole text is on the page.)")


def test_other_formats_are_not_found(client, second):
    assert client.get(address(second, 1, 2, "download/pdf/")).status_code == 404


# ── Choosing, linking, cost ──────────────────────────────────────────────────────────────────────


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
