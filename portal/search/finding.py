"""A search from what was typed to what is shown."""

import time
from dataclasses import dataclass, field

from portal.search import asking, index, snippets, spelling, wording
from portal.search.sources import KINDS

PER_PAGE = 10
LAST_PAGE = 50
MOST_SHOWN = wording.MOST_CHARACTERS
FACETS = {"kind": "kind", "guideline": "guideline_label", "chapter": "chapter_label", "year": "year"}
WIDE = ["kind", "guideline", "year"]
# What is asked for, and with how many results that is enough: all of the words, most of them, a few of them.
SHARES = [(asking.ALL, 20), (asking.ENOUGH, 4), (asking.FEW, 0)]
CHOICES = 10  # shown of each facet, the most frequent first


@dataclass
class Found:
    """One result as it is shown; title and snippet are safe HTML with the words marked."""

    title: str
    address: str
    kind: str
    hint: str
    place: str
    snippet: str = ""


@dataclass
class Choice:
    """A value that the results can be narrowed to."""

    value: str
    name: str
    count: int


@dataclass
class Results:
    count: int = 0
    items: list = field(default_factory=list)
    facets: dict = field(default_factory=dict)  # {"kind": [Choice]}
    everything: int = 0  # how many of any kind
    shown_for: str = ""  # what was searched instead of what was typed
    is_wider: bool = False  # few entries have most of the words, so those with a few of them are here too
    with_most: int = 0  # how many have most of them, when it is wider
    is_cut: bool = False  # more was typed than was looked for
    has_words: bool = False
    number: int = 1

    @property
    def pages(self):
        return min(LAST_PAGE, -(-self.count // PER_PAGE))

    @property
    def first(self):
        """The place of the first one shown, from 1."""
        return (self.number - 1) * PER_PAGE + 1

    @property
    def before(self):
        return min(self.number - 1, self.pages)

    @property
    def after(self):
        return self.number + 1


def search(typed, *, chosen=None, page=1):
    """Results for these words among what is public now. Costs the queries of catching up at most, whatever is found."""
    here = index.current()
    searcher = here.searcher()
    asked, chosen = wording.read(typed), chosen or {}
    results = Results(number=page, is_cut=asked.is_cut, has_words=bool(asked.terms))
    if not asked.terms:
        return results
    is_told = spelling.corrected(asked, here.vocabulary, lambda word: _is_stem(searcher, word))
    hits = _hits(searcher, asked, chosen, page, results)
    results.shown_for = asked.text if is_told and results.count else ""
    words = snippets.wanted(asked)
    results.items = [_found(searcher.doc(address), words) for address in hits]
    return results


def _hits(searcher, asked, chosen, page, results):
    """Addresses of the page’s entries, which have all of the words or, if these are few, some. Counts them too."""
    now = int(time.time())

    def counts(names, chosen, share):
        return _facets(searcher, asking.narrowed(asking.matching(asked, share), now=now, chosen=chosen), names)

    # Narrowing by kind, chapter or year keeps to what was counted beside them; within a guideline it is asked anew.
    within = {name: value for name, value in chosen.items() if name == "guideline"}
    found = 0
    for share, enough in SHARES:
        results.facets = counts(WIDE, within, share)
        narrower, found = found, sum(choice.count for choice in results.facets["kind"])
        if found >= enough:
            break
    if chosen != within:
        results.facets = counts(WIDE, chosen, share)
    results.is_wider, results.with_most = share == asking.FEW and found > narrower, narrower
    results.count = results.everything = sum(choice.count for choice in results.facets["kind"])
    if len(results.facets["guideline"]) == 1:  # chapters of several guidelines side by side help nobody
        results.facets |= counts(["chapter"], chosen, share)
    if "kind" in chosen:
        others = {name: value for name, value in chosen.items() if name != "kind"}
        results.facets |= counts(["kind"], others, share)
        results.everything = sum(choice.count for choice in results.facets["kind"])
    results.facets["kind"].sort(key=lambda choice: list(KINDS).index(choice.value))
    query = asking.narrowed(asking.ranked(asked, share), now=now, chosen=chosen)
    best = searcher.search(query, PER_PAGE, offset=(page - 1) * PER_PAGE, count=False, weight_by_field="weight")
    return [address for _, address in best.hits]


def _is_stem(searcher, word):
    return any(searcher.doc_freq("all", stem) for stem in wording.stems([word]))


def suggest(typed, limit=8):
    """The entries whose titles begin so, for the list under the search box."""
    searcher = index.current().searcher()
    asked = wording.read(typed)
    if not asked.terms:
        return []
    query = asking.narrowed(asking.beginning(asked), now=int(time.time()), chosen={})
    hits = searcher.search(query, limit, count=False, weight_by_field="weight")
    return [_found(searcher.doc(address)) for _, address in hits.hits]


def _found(document, words=None):
    kind, title, text = (document.get_first(name) or "" for name in ["kind", "title", "text"])
    facts = {name: document.get_first(name) or "" for name in ["address", "hint", "place"]}
    if words is None:
        return Found(title=title, kind=kind, **facts)
    return Found(title=snippets.marked(title, words), kind=kind, snippet=snippets.snippet(text, words), **facts)


def _facets(searcher, query, names):
    asked = {name: {"terms": {"field": FACETS[name], "size": CHOICES}} for name in names}
    answered = searcher.aggregate(query, asked)
    return {name: [_choice(name, bucket) for bucket in answered[name]["buckets"]] for name in names}


def _choice(facet, bucket):
    key = bucket["key"]
    if facet == "year":
        return Choice(str(int(key)), str(int(key)), bucket["doc_count"])
    value, _, name = key.partition("\t")
    return Choice(value, KINDS.get(value, value) if facet == "kind" else name, bucket["doc_count"])
