"""Words that stand nearly everywhere: a search then ranks and counts a part of what has them, however much that is.

The part holds whatever is rare (a kind with few entries, the words in a title) and of the rest an even sample. Source:
tiered indexes, in Manning, Raghavan and Schütze, Introduction to Information Retrieval (2008), section 7.2.1.
"""

from math import ceil, log
from zlib import crc32

from portal.search.asking import constant, constantly, either
from portal.search.sources import KINDS

MANY = 10_000  # entries that are still ranked and counted one by one
FEW = 1_000  # of a kind: these are always among those looked at
LARGEST = 1_000  # entries of a sample
SHARE = 2  # a sample holds one in so many of the sample before; the first before holds everything


def levels(address):
    """Numbers from 1 of the samples that the entry at this address belongs to: the same ones wherever it is indexed."""
    number, level = crc32(address.encode()), 0
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
        """Whether what this finds, being in the sample, probably stands for more than MANY."""
        return self._searcher.search(query, 1).count * self._stands_for > MANY

    def part(self, others):
        """A query for the sample, the kinds with FEW entries, and what has any of the others."""
        kinds = [constant("kind", kind) for kind in KINDS if self._searcher.doc_freq("kind", kind) <= FEW]
        return constantly(either(self.query, *kinds, *others))
