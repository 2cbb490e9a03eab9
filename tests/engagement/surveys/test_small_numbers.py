"""Nobody can tell from published figures what a few people answered, not even knowing how they are hidden."""

from itertools import product

import pytest

from engagement.surveys.small_numbers import LEAST, hidden_of_exclusive, hidden_of_several


def published(counts):
    """What a reader sees of figures that add up to a number that is known."""
    hidden = hidden_of_exclusive(counts)
    total = sum(counts) if sum(counts) >= LEAST else None
    return total, tuple(None if place in hidden else count for place, count in enumerate(counts))


@pytest.mark.parametrize(("choices", "most"), [(2, 14), (3, 11), (4, 8), (5, 6)])
def test_who_knows_the_rule_still_cannot_work_a_hidden_figure_out(choices, most):
    worlds = {}
    for counts in product(range(most + 1), repeat=choices):
        worlds.setdefault(published(counts), []).append(counts)

    for (total, seen), possible in worlds.items():
        if total is None or total > most:  # worlds with larger figures were not tried
            continue
        for place in (place for place, count in enumerate(seen) if count is None):
            assert len({counts[place] for counts in possible}) > 1, (total, seen, possible)


@pytest.mark.parametrize("counts", [(40, 3), (40, 3, 9), (3, 3, 90), (1, 1, 1, 50), (0, 2, 60, 7)])
def test_no_figure_from_1_to_4_is_seen_nor_found_by_taking_away(counts):
    total, seen = published(counts)

    assert not any(count in range(1, LEAST) for count in seen if count is not None)
    missing = [count for count, shown in zip(counts, seen, strict=True) if shown is None]
    assert len(missing) > 1
    assert total - sum(count for count in seen if count is not None) - len(missing) >= LEAST - 1


def test_large_figures_are_shown():
    assert hidden_of_exclusive([12, 5, 0, 40]) == set()
    assert hidden_of_several([12, 5, 0, 40], 40) == set()


def test_the_smallest_other_figure_is_hidden_with_a_small_one():
    assert hidden_of_exclusive([3, 40, 9, 12]) == {0, 2}


def test_when_few_answered_everything_is_hidden_what_nobody_chose_included():
    assert hidden_of_exclusive([4, 0, 0]) == {0, 1, 2}
    assert hidden_of_several([2, 1, 0], 4) == {0, 1, 2}


def test_of_several_choices_those_that_few_left_out_are_hidden_too():
    assert hidden_of_several([20, 18, 10, 2], 20) == {1, 3}
