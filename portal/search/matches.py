"""What the index holds for some words: counted by what it can be narrowed to, and the best of it."""

import time
from dataclasses import dataclass

from portal.search.asking import Asked, both, narrowed
from portal.search.sampling import Sample
from portal.search.sources import KINDS

PER_PAGE = 10
FACETS = {"kind": "kind", "guideline": "guideline_label", "chapter": "chapter_label", "year": "year"}
CHOICES = 10  # shown of each facet, the most frequent first


@dataclass
class Choice:
    """A value that the results can be narrowed to."""

    value: str
    name: str
    count: int


class Matches:
    """Public entries with that share of the words, of what was chosen; if they are many, a part of them."""

    def __init__(self, searcher, wording, share, chosen):
        self._searcher, self._share, self._chosen, self._now = searcher, share, chosen, int(time.time())
        self._asked, sample = Asked(wording), Sample(searcher)
        sampled = Asked(wording, sample.query)
        self.are_many = sample.query is not None and sample.tells_of_many(self._narrowed(sampled.matching(share)))
        if self.are_many:
            best = self._asked.closer(share)
            if not all(map(sample.tells_of_many, sampled.titled())):
                best.append(both(*self._asked.titled()))
            self._asked = Asked(wording, sample.part(best))

    def _narrowed(self, query):
        return narrowed(query, now=self._now, chosen=self._chosen)

    def facets(self, names):
        """{name: [Choice]}, each with what most entries have first."""
        asked = {name: {"terms": {"field": FACETS[name], "size": CHOICES}} for name in names}
        answered = self._searcher.aggregate(self._narrowed(self._asked.matching(self._share)), asked)
        return {name: [_choice(name, bucket) for bucket in answered[name]["buckets"]] for name in names}

    def best(self, page):
        """The entries of that page of results."""
        start = (page - 1) * PER_PAGE
        query = self._narrowed(self._asked.ranked(self._share))
        found = self._searcher.search(query, PER_PAGE, offset=start, count=False, weight_by_field="weight")
        return [self._searcher.doc(address) for _, address in found.hits]


def _choice(facet, bucket):
    key = bucket["key"]
    if facet == "year":
        return Choice(str(int(key)), str(int(key)), bucket["doc_count"])
    value, _, name = key.partition("\t")
    return Choice(value, KINDS.get(value, value) if facet == "kind" else name, bucket["doc_count"])
