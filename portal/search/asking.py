"""From a Wording to a query. What a reader typed is only ever looked up as words: no syntax is parsed."""

import math

from tantivy import FieldType, Occur, Query

from portal.search import schema
from portal.search.wording import families, stems

# Title and statement over the words around them.
WEIGHTS = {"title": 3.0, "text": 1.5, "all": 0.6}
OTHERS = {"title": 1.5, "all": 0.6}  # of other words for it
STARTS = {"title_words": 2.0, "words": 1.0}  # of words that begin so
PHRASES = {"all": "phrases", "title": "title_phrases"}  # where known runs of words are looked up as one
RESTS = 0.25  # what the second-best form of a word in a title counts
TOGETHER = {"title": 8.0, "text": 3.0}  # words that stand beside each other as they were typed
ALL = 1.0
ENOUGH = 0.6  # of the words; of two, both
FEW = 0.25
NARROWER = {ENOUGH: ALL, FEW: ENOUGH}


def both(*queries):
    """What all of these find."""
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def either(*queries):
    """What any of these finds."""
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def best_of(*queries):
    """What any of these finds, worth what it is worth to the one that likes it best."""
    return Query.disjunction_max_query(list(queries))


def constantly(query, weight=0.0):
    """What this finds, all of it worth the same."""
    return Query.const_score_query(query, weight)


def constant(field, value, weight=0.0):
    return constantly(Query.term_query(schema.SCHEMA, field, value), weight)


def _more(query, extras):
    """What the query finds, worth more where extras do too. Nested, so that these are asked about nothing else."""
    for extra in extras:
        query = Query.boolean_query([(Occur.Must, query), (Occur.Should, extra)])
    return query


def _words(field, words, weight=1.0):
    cut = stems(words)
    if len(cut) == 1:
        query = Query.term_query(schema.SCHEMA, field, cut[0])
    elif field in PHRASES and " ".join(words) in families():
        query = Query.term_query(schema.SCHEMA, PHRASES[field], " ".join(cut))
    else:
        query = Query.phrase_query(schema.SCHEMA, field, cut)
    return Query.boost_query(query, weight)


def _beginning(field, word):
    # Letters and digits only, by the analyser: nothing in it means anything to a regular expression.
    return Query.regex_query(schema.SCHEMA, field, f"{word}.*")


class Asked:
    """Queries for a wording.

    `within` is a query for the only entries that matter. Each word is looked up among these: a union of all that have
    one word or another would be gone through to its end.
    """

    def __init__(self, wording, within=None):
        self._wording, self._within = wording, within

    def matching(self, share=ENOUGH):
        """Entries with that share of the words, or with other words for them; quoted ones are never left out."""
        return either(constantly(self._enough(share, self._has)), *self.numbered())

    def ranked(self, share=ENOUGH):
        """The same entries, those that answer best first."""
        worths = [worth for term in self._wording.terms for worth in self._worths(term)]
        found = constantly(self._enough(share, self._has))
        return either(_more(found, [*worths, *self._together()]), *self.numbered(100.0))

    def numbered(self, weight=0.0):
        """Queries for entries with the number that was typed: one, or none."""
        return [self._among(constant("number", self._wording.number, weight))] if self._wording.number else []

    def titled(self):
        """A query for each term: entries that have it in their titles."""
        return [self._has(term, "title", "title_words") for term in self._wording.terms]

    def beginning(self):
        """Entries whose title has these words, the last of them perhaps not yet typed to its end."""
        *whole, last = [word for term in self._wording.terms for word in term.words]
        return both(*map(self._in_title, whole), constantly(self._among(_beginning("title_words", last)), 1.0))

    def _among(self, query):
        return both(query, self._within) if self._within else query

    def _has(self, term, field="all", plain="words"):
        """Whether an entry has this term or other words for it there."""
        if term.is_prefix:
            return self._among(_beginning(plain, term.words[0]))
        return either(*[self._among(_words(field, words)) for words in [term.words, *term.others]])

    def _worths(self, term):
        """Extras for entries that answer this term well."""
        if term.is_prefix:
            return [constantly(_beginning(field, term.words[0]), weight) for field, weight in STARTS.items()]
        own = [_words(field, term.words, weight) for field, weight in WEIGHTS.items()]
        others = [_words(field, words, weight) for words in term.others for field, weight in OTHERS.items()]
        return own + others

    def _together(self):
        """Extras for entries in which the words stand in a row."""
        words = stems([word for term in self._wording.terms if not term.is_prefix for word in term.words])
        if len(words) < 2:
            return []
        rows = {field: Query.phrase_query(schema.SCHEMA, field, words, 1) for field in TOGETHER}
        return [self._among(Query.boost_query(row, TOGETHER[field])) for field, row in rows.items()]

    def _enough(self, share, ask):
        """A query for entries with that share of the words, each asked for in that way."""
        quoted = [ask(term) for term in self._wording.terms if term.is_quoted]
        loose = [ask(term) for term in self._wording.terms if not term.is_quoted]
        wanted = len(loose) if len(loose) <= 2 and share == ENOUGH else math.ceil(len(loose) * share)
        if wanted == len(loose):
            return both(*quoted, *loose)
        some = [(Occur.Should, query) for query in loose]
        return both(*quoted, Query.boolean_query(some, minimum_number_should_match=wanted))

    def _in_title(self, word):
        exact, stem = Query.term_query(schema.SCHEMA, "title_words", word), _words("title", [word], 0.5)
        return Query.disjunction_max_query([self._among(exact), self._among(stem)], RESTS)


def narrowed(query, *, now, chosen):
    """Only what is public at that second, and what the reader narrowed the results to."""
    public = [(Occur.Must, query)]
    # Asked the other way round: few entries wait for their time or have had it, so that leaving them out costs little.
    public.append((Occur.MustNot, _seconds("since", now + 1, schema.NEVER)))
    public.append((Occur.MustNot, _seconds("until", schema.ALWAYS, now)))
    for field, value in chosen.items():
        public.append((Occur.Must, _year(value) if field == "year" else constant(field, value)))
    return Query.boolean_query(public)


def _seconds(field, first, last):
    return constantly(Query.range_query(schema.SCHEMA, field, FieldType.Integer, first, last))


def _year(value):
    return constantly(Query.term_query(schema.SCHEMA, "year", int(value)))
