"""Which block of one text became which block of the other."""

from collections import Counter
from dataclasses import dataclass

from .sequences import matches

ALIKE = 0.4  # how much of two blocks must be the same words for one to count as the other, rewritten
MOST_PAIRS = 2_500


@dataclass(frozen=True)
class Run:
    """A stretch of words: the same in both texts, or what one has in place of what the other has."""

    is_same: bool
    i: int
    i_end: int
    j: int
    j_end: int


def align(old, new):
    """Pairs (index in old, index in new) in reading order, None where a block has no counterpart.

    A block is a tuple of words. Equal blocks go together first; between them, those that are most alike.
    """
    pairs, i, j = [], 0, 0
    for p, q, length in [*matches(old, new), (len(old), len(new), 0)]:
        pairs += [(a if a is None else a + i, b if b is None else b + j) for a, b in _alike(old[i:p], new[j:q])]
        pairs += [(p + step, q + step) for step in range(length)]
        i, j = p + length, q + length
    return pairs


def _alike(old, new):
    """Pairs of blocks that were rewritten, in order, so that together they have most in common."""
    rows, columns = len(old), len(new)
    if rows * columns > MOST_PAIRS:
        likeness = {(a, a): _likeness(old[a], new[a]) for a in range(min(rows, columns))}
    else:
        likeness = {(a, b): _likeness(old[a], new[b]) for a in range(rows) for b in range(columns)}
        if max(likeness.values(), default=0) < ALIKE:
            likeness = {}
    return _best_path(rows, columns, {pair: value for pair, value in likeness.items() if value >= ALIKE})


def _best_path(rows, columns, likeness):
    if not likeness:
        return [(a, None) for a in range(rows)] + [(None, b) for b in range(columns)]
    if rows * columns > MOST_PAIRS:
        chosen = sorted(likeness)
    else:
        best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
        for a in reversed(range(rows)):
            for b in reversed(range(columns)):
                together = likeness.get((a, b), -1) + best[a + 1][b + 1]
                best[a][b] = max(together, best[a + 1][b], best[a][b + 1])
        chosen, a, b = [], 0, 0
        while a < rows and b < columns:
            if (a, b) in likeness and best[a][b] == likeness[a, b] + best[a + 1][b + 1]:
                chosen.append((a, b))
                a, b = a + 1, b + 1
            elif best[a][b] == best[a + 1][b]:
                a += 1
            else:
                b += 1
    path, i, j = [], 0, 0
    for a, b in [*chosen, (rows, columns)]:
        path += [(each, None) for each in range(i, a)] + [(None, each) for each in range(j, b)]
        path += [(a, b)] if a < rows and b < columns else []
        i, j = a + 1, b + 1
    return path


def _likeness(old, new):
    """From 0, nothing in common, to 1, the same words."""
    common = sum((Counter(old) & Counter(new)).values())
    return 2 * common / ((len(old) + len(new)) or 1)


def runs(old, new):
    """The words of two blocks as Runs that cover both; a few words left standing inside a rewritten phrase join it."""
    found, i, j = [], 0, 0
    for p, q, length in [*matches(old, new), (len(old), len(new), 0)]:
        if i < p or j < q:
            found.append(Run(False, i, p, j, q))
        if length:
            found.append(Run(True, p, p + length, q, q + length))
        i, j = p + length, q + length
    joined = []
    for place, run in enumerate(found):
        if run.is_same and 0 < place < len(found) - 1:
            words = sum(_is_word(word) for word in old[run.i : run.i_end])
            before, after = joined[-1], found[place + 1]
            if words < min(_words(before, old, new), _words(after, old, new)):
                run = Run(False, run.i, run.i_end, run.j, run.j_end)
        if joined and not joined[-1].is_same and not run.is_same:
            joined[-1] = Run(False, joined[-1].i, run.i_end, joined[-1].j, run.j_end)
        else:
            joined.append(run)
    return joined


def _words(run, old, new):
    gone = sum(_is_word(word) for word in old[run.i : run.i_end])
    come = sum(_is_word(word) for word in new[run.j : run.j_end])
    return max(gone, come)


def _is_word(key):
    word = key if isinstance(key, str) else key[0]
    return any(character.isalnum() for character in word)
