"""Words that stand nearly everywhere: a search then ranks and counts a part of what has them, however much that is.

The part holds what is rare (a kind with few entries, words that few titles have) and of the rest an even sample, good
for up to about a million entries. That words stand in a row is seen in the part only. Source: tiered indexes, in
Manning, Raghavan and Schütze, Introduction to Information Retrieval (2008), section 7.2.1.
"""

from hashlib import blake2b
from math import ceil, log

from portal.search.asking import both, constant, constantly, either
from portal.search.sources import KINDS

MANY = 10_000  # entries that are still ranked and counted one by one
MARGIN = 1.25  # times as many as that are told to be more: a sample of one in a hundred is then right 99 times in 100
RARE = 1_000  # entries of a kind: these are always among those looked at
LARGEST = 1_000  # entries of a sample
SHARE = 2  # a sample holds one in so many of the sample before; the first before holds everything


def levels(address):
    """Numbers from 1 of the samples that the entry at this address belongs to: the same ones wherever it is indexed."""
    number, level = int.from_bytes(blake2b(address.encode(), digest_size=4).digest()), 0
    while number and number % SHARE == 0:
        number, level = number // SHARE, level + 1
        yield level


class Sample:
    """The largest one with no more than LARGEST entries. `query` finds it; None where there are not MANY in all."""

    def __init__(self, searcher):
        self._searcher, self.query = searcher, None
        if searcher.num_docs > MANY:
            level = ceil(log(searcher.num_docs / LARGEST, SHARE))
            self.query, self._stands_for = constant("sample", str(level)), SHARE**level

    def tells_of_many(self, query):
        """Whether what this finds, being in the sample, stands for more than MANY."""
        return self._searcher.search(query, 1).count * self._stands_for > MANY * MARGIN

    def part(self, asked, sampled):
        """A query for what is looked at when many have the words. Both ask for these, one of them within the sample."""
        kinds = [constant("kind", kind) for kind in KINDS if self._searcher.doc_freq("kind", kind) <= RARE]
        titles = self._few(asked.titled(), sampled.titled())
        return constantly(either(self.query, *kinds, *asked.numbered(), *titles))

    def _few(self, whole, sampled):
        """Of these queries those that few entries have or, when there are none, what has all, if that is few."""
        few = [query for query, seen in zip(whole, sampled, strict=True) if not self.tells_of_many(seen)]
        return few or ([] if self.tells_of_many(both(*sampled)) else [both(*whole)])
