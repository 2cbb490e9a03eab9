"""Which figures must not be published, so that nobody can tell what a few people answered.

1. When fewer than 5 people answered a question, none of its figures is given, nor how many people it were.
2. Each person counts in one choice (single choice, scale, each row of a matrix), so the figures add up to the number
   of people: a figure from 1 to 4 is hidden, and then the smallest others, until each hidden figure could be anything
   from 1 to at least 5. That takes two hidden figures or more, whose sum exceeds their number by 4 or more. When there
   is nothing left to hide, every figure of that choice is hidden, nothing being 0 included.
3. People may choose several: a figure is hidden when from 1 to 4 people chose it, or when from 1 to 4 did not.
4. A question that is only asked after a certain answer would give that answer's figure away by how many it reached:
   when that figure is hidden, the whole question is (results.py).
"""

LEAST = 5


def is_small(number):
    return 0 < number < LEAST


def hidden_of_exclusive(counts):
    """The places of the figures to hide, of figures whose sum is known."""
    if sum(counts) < LEAST:
        return set(range(len(counts)))
    hidden = {place for place, count in enumerate(counts) if is_small(count)}
    if not hidden:
        return hidden
    others = sorted((count, place) for place, count in enumerate(counts) if count >= LEAST)
    while not _is_vague([counts[place] for place in hidden]):
        if not others:
            return set(range(len(counts)))
        hidden.add(others.pop(0)[1])
    return hidden


def _is_vague(figures):
    return len(figures) > 1 and sum(figures) - len(figures) >= LEAST - 1


def hidden_of_several(counts, people):
    """The places of the figures to hide, when each of so many people could choose any number of them."""
    if people < LEAST:
        return set(range(len(counts)))
    return {place for place, count in enumerate(counts) if is_small(count) or is_small(people - count)}
