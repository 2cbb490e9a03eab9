"""What the index holds for some words: counted by what it can be narrowed to, and the best of it."""

import time
from dataclasses import dataclass

from portal.search.asking import NARROWER, Asked, best_of, either, narrowed
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
        self._searcher, self._chosen, self._now = searcher, chosen, int(time.time())
        whole, sample = Asked(wording), Sample(searcher)
        sampled = Asked(wording, sample.query)
        self._whole = self._shares = [(whole, share)]
        self.are_many = sample.query is not None and sample.tells_of_many(self._narrowed(sampled.matching(share)))
        if self.are_many:
            self._shares = [(Asked(wording, sample.part(whole, sampled)), share)]
            if share in NARROWER:  # what has more of the words is few, or nobody would look for fewer words
                self._shares.append((whole, NARROWER[share]))

    def facets(self, names):
        """{name: [Choice]}, each with what most entries have first; every kind, and of the others some if many."""
        asked = {name: {"terms": {"field": FACETS[name], "size": CHOICES}} for name in names}
        answered = self._searcher.aggregate(self._matching(self._shares), asked)
        facets = {name: [_choice(name, bucket) for bucket in answered[name]["buckets"]] for name in names}
        if self.are_many and "kind" in names and "kind" not in self._chosen:
            facets["kind"] += self._missed({choice.value for choice in facets["kind"]})
        return facets

    def best(self, page):
        """The entries of that page of results."""
        query = self._narrowed(best_of(*[asked.ranked(share) for asked, share in self._shares]))
        start = (page - 1) * PER_PAGE
        found = self._searcher.search(query, PER_PAGE, offset=start, count=False, weight_by_field="weight")
        return [self._searcher.doc(address) for _, address in found.hits]

    def _matching(self, shares, **more):
        return self._narrowed(either(*[asked.matching(share) for asked, share in shares]), **more)

    def _narrowed(self, query, **more):
        return narrowed(query, now=self._now, chosen=self._chosen | more)

    def _missed(self, seen):
        """Kinds of which the part has none although there are some."""
        for kind in KINDS.keys() - seen:
            if number := self._searcher.search(self._matching(self._whole, kind=kind), 1).count:
                yield Choice(kind, KINDS[kind], number)


def _choice(facet, bucket):
    key = bucket["key"]
    if facet == "year":
        return Choice(str(int(key)), str(int(key)), bucket["doc_count"])
    value, _, name = key.partition("\t")
    return Choice(value, KINDS.get(value, value) if facet == "kind" else name, bucket["doc_count"])
