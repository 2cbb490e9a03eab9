"""Between editions that lie several apart, the changes of each are put together honestly."""

import pytest

from guidelines import actions
from guidelines.comparing import Net
from tests.guidelines.editions import ONE, THIRD_RELEASE, address, kinds, make_edition_after, make_first, release
from tests.make import SECOND_RELEASE, explain, make_statement, rewrite

pytestmark = pytest.mark.django_db


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
