"""A new edition never costs an educator a word: rows are carried over, and what became of each statement is told."""

from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guidelines import actions, mapping
from guidelines.mapping.worksheet import GAP, HEADINGS, MODULE, TYPED, Row, blank
from guidelines.models import Edition
from tests.guidelines.worksheets import make_editions, make_worksheet, typed, written
from tests.make import explain, force_release, make_editor, make_statement, rewrite

pytestmark = pytest.mark.django_db
KEYS = ["self-reflection", "values-in-practice", "shared-work", "fresh-start", "made-up", ""]
THIRD_RELEASE = datetime(2020, 5, 6, 9, tzinfo=UTC)

cells = st.dictionaries(st.sampled_from([*TYPED, "Lead"]), st.text("ab =-\n", min_size=1, max_size=8).filter(str.strip))
rows = st.lists(st.tuples(st.sampled_from(KEYS), cells), max_size=12)


@pytest.fixture
def editions(db):
    return make_editions()


@pytest.fixture
def three(editions):
    """Edition 3 amends what edition 2 amended, and removes what took the place of a statement of edition 1."""
    draft = actions.start_draft(guideline=editions.guideline)
    rewrite(draft, "focus-on-self", "a planned time", "an hour")
    rewrite(draft, "new", make_statement("fresh-start"), make_statement("better-start", "Start well."))
    explain(draft, "self-reflection", reason="An hour is enough.")
    explain(draft, "better-start", "new")
    explain(draft, "fresh-start", "removed", successors=["better-start"], reason="It was not fresh.")
    force_release(edition=Edition.objects.get(pk=draft.pk), by=make_editor(), at=THIRD_RELEASE)
    return mapping.Editions(editions.guideline)


def upgraded(editions, *given, to=2):
    worksheet = blank(editions, 1)
    worksheet.rows += [Row(key, dict(cells)) for key, cells in given]
    worksheet.columns = sorted({name for _, cells in given for name in cells} - set(HEADINGS))
    return mapping.Upgrade(worksheet, editions, to)


def outcomes(upgrade):
    return {outcome.key: outcome for outcome in upgrade.outcomes}


def texts(worksheet, editions):
    return Counter(
        (row.key, heading, text) for row in worksheet.rows for heading, text in row.cells.items() if text.strip()
    )


@settings(deadline=None, max_examples=50, suppress_health_check=list(HealthCheck))
@given(rows)
@pytest.mark.parametrize("to", [2, 3])
def test_nothing_that_was_typed_disappears_also_over_two_editions_and_through_the_file(three, to, given):
    upgrade = upgraded(three, *given, to=to)

    again = mapping.read(written(upgrade.worksheet, three), three).worksheet

    before = texts(upgrade.before, three)
    assert before - texts(upgrade.worksheet, three) == Counter()
    assert before - texts(again, three) == Counter()


def test_a_worksheet_with_everything_in_it_keeps_its_columns_rows_and_sheets(editions):
    worksheet = make_worksheet(editions)

    after = mapping.Upgrade(worksheet, editions, 2).worksheet

    assert texts(worksheet, editions) - texts(after, editions) == Counter()
    assert after.columns == ["Lead", "What changed since edition 1"]
    assert (after.sheets, after.programme, after.edition) == (worksheet.sheets, worksheet.programme, 2)


def test_an_amended_statement_shows_the_difference_with_its_reason_and_what_to_do(editions):
    outcome = outcomes(upgraded(editions, ("self-reflection", {MODULE: "NUR101"})))["self-reflection"]

    assert outcome.kind == "amended"
    assert "<ins>" in outcome.marked and "planned" in outcome.marked
    assert outcome.in_words == "Amended in edition 2. Educators asked for it. What to do: Look at your plan."
    assert [row.cells[MODULE] for row in outcome.rows] == ["NUR101"]


def test_a_moved_statement_gets_its_new_number(editions):
    upgrade = upgraded(editions, ("values-in-practice", {MODULE: "NUR101"}))

    outcome = outcomes(upgrade)["values-in-practice"]

    assert (outcome.kind, outcome.old.number, outcome.new.number) == ("moved", "1.2", "2.1")
    assert "Was 1.2, is now 2.1." in outcome.in_words


def test_a_removed_statement_keeps_its_rows_at_the_end_and_names_what_takes_its_place(editions):
    upgrade = upgraded(editions, ("shared-work", {MODULE: "NUR101"}))

    outcome = outcomes(upgrade)["shared-work"]
    last = typed(upgrade.worksheet, editions)[-1]

    assert [entry.key for entry in outcome.successors] == ["fresh-start"]
    assert last[0] == "shared-work"
    assert last[1][MODULE] == "NUR101"
    assert "Takes its place: 3.1 Fresh start (key fresh-start)." in last[1]["What changed since edition 1"]


def test_a_new_statement_is_a_gap(editions):
    row = upgraded(editions).worksheet.by_key["fresh-start"][0]

    assert row.cells[GAP] == "Yes"
    assert "Takes the place of: 2.1 Shared work." in row.cells["What changed since edition 1"]


def test_a_new_statement_of_a_chapter_that_was_not_chosen_stays_out(editions):
    worksheet = blank(editions, 1, ["focus-on-self"])

    after = mapping.Upgrade(worksheet, editions, 2).worksheet

    assert "fresh-start" not in after.by_key


def test_a_statement_amended_twice_tells_both_reasons_in_order(three):
    outcome = outcomes(upgraded(three, to=3))["self-reflection"]

    assert [(step.edition.number, step.reason, heir) for step, heir in outcome.told] == [
        (2, "Educators asked for it.", ""),
        (3, "An hour is enough.", ""),
    ]


def test_a_successor_that_was_removed_in_its_turn_leads_to_what_stands_today(three):
    outcome = outcomes(upgraded(three, to=3))["shared-work"]

    assert [entry.key for entry in outcome.successors] == ["better-start"]
    assert [(step.edition.number, step.reason, heir) for step, heir in outcome.told] == [
        (2, "Educators asked for it.", ""),
        (3, "It was not fresh.", "3.1 Fresh start"),
    ]
    assert "3.1 Fresh start, which took its place, was removed in edition 3. It was not fresh." in outcome.in_words


def test_two_steps_keep_both_columns_of_what_changed(three):
    once = upgraded(three, ("self-reflection", {MODULE: "NUR101"})).worksheet
    again = mapping.read(written(once, three), three).worksheet

    twice = mapping.Upgrade(again, three, 3).worksheet

    assert twice.columns == ["What changed since edition 1", "What changed since edition 2"]
    assert "An hour is enough." in twice.by_key["self-reflection"][0].cells["What changed since edition 2"]


def test_an_upgrade_costs_the_same_queries_however_many_rows(three, django_assert_num_queries):
    worksheet = blank(three, 1)
    worksheet.rows += [Row("self-reflection", {MODULE: f"M{number}"}) for number in range(50)]

    with django_assert_num_queries(3):
        mapping.Upgrade(worksheet, three, 3)
