"""A search from what was typed to what is shown."""

import time
from dataclasses import dataclass, field

from portal.search import asking, index, sampling, snippets, spelling, wording
from portal.search.matches import PER_PAGE, Matches
from portal.search.sources import KINDS

LAST_PAGE = 50
MOST_SHOWN = wording.MOST_CHARACTERS
WIDE = ["kind", "guideline", "year"]
# What is asked for, and with how many results that is enough: all of the words, most of them, a few of them.
SHARES = [(asking.ALL, 20), (asking.ENOUGH, 4), (asking.FEW, 0)]


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
class Results:
    count: int = 0
    items: list = field(default_factory=list)
    facets: dict = field(default_factory=dict)  # {"kind": [Choice]}
    everything: int | None = 0  # how many of any kind; None when they are many
    are_many: bool = False  # too many to count: `count` is then of a part of them
    shown_for: str = ""  # what was searched instead of what was typed
    is_wider: bool = False  # few entries have most of the words, so those with a few of them are here too
    with_most: int = 0  # how many have most of them, when it is wider
    is_cut: bool = False  # more was typed than was looked for
    has_words: bool = False
    number: int = 1

    @property
    def most_counted(self):
        return f"{sampling.MANY:,}"

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
    results = Results(is_cut=asked.is_cut, has_words=bool(asked.terms))
    if not asked.terms:
        return results
    is_told = spelling.corrected(asked, here.vocabulary, lambda word: _is_stem(searcher, word))
    best = _best(searcher, asked, chosen, page, results)
    results.shown_for = asked.text if is_told and results.count else ""
    words = snippets.wanted(asked)
    results.items = [_found(document, words) for document in best]
    return results


def _best(searcher, asked, chosen, page, results):
    """The page’s entries, which have all of the words or, if these are few, some. Counts them too."""
    # Narrowing by kind, chapter or year keeps to what was counted beside them; within a guideline it is asked anew.
    within = {name: value for name, value in chosen.items() if name == "guideline"}
    found = 0
    for share, enough in SHARES:
        matches = Matches(searcher, asked, share, within)
        results.facets = matches.facets(WIDE)
        narrower, found = found, _number(results)
        if matches.are_many or found >= enough or len(asked.terms) == 1:
            break
    if chosen != within:
        matches = Matches(searcher, asked, share, chosen)
        results.facets = matches.facets(WIDE)
    results.is_wider, results.with_most = share == asking.FEW and found > narrower, narrower
    results.count, results.are_many, of_any_kind = _number(results), matches.are_many, matches
    if len(results.facets["guideline"]) == 1:  # chapters of several guidelines side by side help nobody
        results.facets |= matches.facets(["chapter"])
    if "kind" in chosen:
        others = {name: value for name, value in chosen.items() if name != "kind"}
        of_any_kind = Matches(searcher, asked, share, others)
        results.facets |= of_any_kind.facets(["kind"])
    results.everything = None if of_any_kind.are_many else _number(results)
    results.facets["kind"].sort(key=lambda choice: list(KINDS).index(choice.value))
    results.number = min(page, results.pages or 1)
    return matches.best(results.number)


def _number(results):
    return sum(choice.count for choice in results.facets["kind"])


def _is_stem(searcher, word):
    return any(searcher.doc_freq("all", stem) for stem in wording.stems([word]))


def suggest(typed, limit=8):
    """The entries whose titles begin so, for the list under the search box."""
    searcher = index.current().searcher()
    asked = wording.read(typed)
    if not asked.terms:
        return []

    def best(within):
        query = asking.narrowed(asking.Asked(asked, within).beginning(), now=int(time.time()), chosen={})
        return searcher.search(query, limit, count=False, weight_by_field="weight").hits

    hits = [] if _is_rare_in_titles(searcher, asked) else best(sampling.Sample(searcher).query)
    if len(hits) < limit:
        hits = best(None)
    return [_found(searcher.doc(address)) for _, address in hits]


def _is_rare_in_titles(searcher, asked):
    *whole, last = [word for term in asked.terms for word in term.words]
    numbers = [searcher.doc_freq("title", stem) for stem in wording.stems(whole)]
    numbers.append(sum(number for _, number in searcher.terms_with_prefix("title_words", last)))
    return min(numbers) <= sampling.MANY


def _found(document, words=None):
    kind, title, text = (document.get_first(name) or "" for name in ["kind", "title", "text"])
    facts = {name: document.get_first(name) or "" for name in ["address", "hint", "place"]}
    if words is None:
        return Found(title=title, kind=kind, **facts)
    return Found(title=snippets.marked(title, words), kind=kind, snippet=snippets.snippet(text, words), **facts)
