"""What two sequences have in common, in order.

What both begin and end with is set aside first; then whatever stands exactly once in both anchors the rest, as a
patient reader would do it; what remains between two anchors is compared completely, all its positions at once in the
bits of one long integer. Nothing is taken as junk, however often it occurs.
"""

from bisect import bisect_left
from collections import Counter

MOST_PAIRS = 100_000_000  # beyond this a stretch without any anchor counts as wholly different
DEEPEST = 32


def matches(old, new):
    """The runs that both share: (start in old, start in new, length), in order and as long as can be."""
    found, todo = [], [(0, len(old), 0, len(new), 0)]
    while todo:
        i, i_end, j, j_end, depth = todo.pop()
        start = i
        while i < i_end and j < j_end and old[i] == new[j]:
            i, j = i + 1, j + 1
        if i > start:
            found.append((start, j - (i - start), i - start))
        end = i_end
        while i < i_end and j < j_end and old[i_end - 1] == new[j_end - 1]:
            i_end, j_end = i_end - 1, j_end - 1
        if end > i_end:
            found.append((i_end, j_end, end - i_end))
        if i == i_end or j == j_end:
            continue
        anchors = _anchors(old, new, i, i_end, j, j_end) if depth < DEEPEST else []
        if anchors:
            for p, q in [*anchors, (i_end, j_end)]:
                todo.append((i, p, j, q, depth + 1))
                i, j = p, q
                if p < i_end:
                    found.append((p, q, 1))
                    i, j = p + 1, q + 1
        elif (i_end - i) * (j_end - j) <= MOST_PAIRS:
            found += [(i + p, j + q, 1) for p, q in _longest_common(old[i:i_end], new[j:j_end])]
    return _joined(sorted(found))


def _anchors(old, new, i, i_end, j, j_end):
    """Positions (in old, in new) of what stands once in each stretch, as many as keep their order in both."""
    in_old, in_new = Counter(old[i:i_end]), Counter(new[j:j_end])
    once = {new[q]: q for q in range(j, j_end) if in_new[new[q]] == 1}
    pairs = [(p, once[old[p]]) for p in range(i, i_end) if old[p] in once and in_old[old[p]] == 1]
    tails, tail_pairs, before = [], [], {}
    for pair in pairs:
        place = bisect_left(tails, pair[1])
        before[pair] = tail_pairs[place - 1] if place else None
        tails[place : place + 1], tail_pairs[place : place + 1] = [pair[1]], [pair]
    chain, pair = [], tail_pairs[-1] if tail_pairs else None
    while pair:
        chain.append(pair)
        pair = before[pair]
    return chain[::-1]


def _longest_common(old, new):
    """Positions of a longest common subsequence, by Hyyrö's bit-parallel rows, walked back from the end."""
    where = {}
    for q, item in enumerate(new):
        where[item] = where.get(item, 0) | 1 << q
    full = (1 << len(new)) - 1
    row, rows = full, []
    for item in old:
        hits = row & where.get(item, 0)
        row = ((row + hits) | (row - hits)) & full
        rows.append(row)
    pairs, i, j = [], len(old), len(new)
    while i and j:
        if rows[i - 1] >> (j - 1) & 1:
            j -= 1
            continue
        i -= 1
        if i == 0 or rows[i - 1] >> (j - 1) & 1:
            j -= 1
            pairs.append((i, j))
    return pairs[::-1]


def _joined(runs):
    joined = []
    for p, q, length in runs:
        if joined and (joined[-1][0] + joined[-1][2], joined[-1][1] + joined[-1][2]) == (p, q):
            joined[-1] = (*joined[-1][:2], joined[-1][2] + length)
        else:
            joined.append((p, q, length))
    return joined
