"""What the index holds for some words: counted by what it can be narrowed to, and the best of it."""

import time
from dataclasses import dataclass

from portal.search.asking import Asked, narrowed
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
        self._all = self._asked = Asked(wording)
        sample = Sample(searcher)
        sampled = Asked(wording, sample.query)
        self.are_many = sample.query is not None and sample.tells_of_many(self._matching(sampled, chosen))
        if self.are_many:
            self._asked = Asked(wording, sample.part(self._all, sampled, share))

    def _matching(self, asked, chosen):
        return narrowed(asked.matching(self._share), now=self._now, chosen=chosen)

    def facets(self, names):
        """{name: [Choice]}, each with what most entries have first; every kind, and of the others some if many."""
        asked = {name: {"terms": {"field": FACETS[name], "size": CHOICES}} for name in names}
        answered = self._searcher.aggregate(self._matching(self._asked, self._chosen), asked)
        facets = {name: [_choice(name, bucket) for bucket in answered[name]["buckets"]] for name in names}
        if self.are_many and "kind" in names and "kind" not in self._chosen:
            facets["kind"] += self._missed({choice.value for choice in facets["kind"]})
        return facets

    def _missed(self, seen):
        """Kinds of which the part has none although there are some."""
        for kind in KINDS.keys() - seen:
            query = self._matching(self._all, self._chosen | {"kind": kind})
            if number := self._searcher.search(query, 1).count:
                yield Choice(kind, KINDS[kind], number)

    def best(self, page):
        """The entries of that page of results."""
        start = (page - 1) * PER_PAGE
        query = narrowed(self._asked.ranked(self._share), now=self._now, chosen=self._chosen)
        found = self._searcher.search(query, PER_PAGE, offset=start, count=False, weight_by_field="weight")
        return [self._searcher.doc(address) for _, address in found.hits]


def _choice(facet, bucket):
    key = bucket["key"]
    if facet == "year":
        return Choice(str(int(key)), str(int(key)), bucket["doc_count"])
    value, _, name = key.partition("\t")
    return Choice(value, KINDS.get(value, value) if facet == "kind" else name, bucket["doc_count"])
