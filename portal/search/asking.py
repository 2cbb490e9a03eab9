"""From a Wording to a query. What a reader typed is only ever looked up as words: no syntax is parsed."""

import math

from tantivy import FieldType, Occur, Query

from portal.search import schema
from portal.search.wording import families, stems

# Title and statement over the words around them.
WEIGHTS = {"title": 4.0, "text": 2.0, "all": 0.6}
OTHER_WEIGHTS = {"title": 1.8, "all": 0.6}  # of other words for it
PHRASES = {"all": "phrases", "title": "title_phrases"}  # where known runs of words are looked up as one
RESTS = 0.25  # what the second-best field of a word counts
TOGETHER = {"title": 8.0, "text": 3.0}  # words that stand beside each other as they were typed
ALL = 1.0
ENOUGH = 0.6  # of the words; of two, both
FEW = 0.25


def _words(field, words):
    cut = stems(words)
    if len(cut) == 1:
        return Query.term_query(schema.SCHEMA, field, cut[0])
    if field in PHRASES and " ".join(words) in families():
        return Query.term_query(schema.SCHEMA, PHRASES[field], " ".join(cut))
    return Query.phrase_query(schema.SCHEMA, field, cut)


def _beginning(field, word):
    # Letters and digits only, by the analyser: nothing in it means anything to a regular expression.
    return Query.regex_query(schema.SCHEMA, field, f"{word}.*")


def _has(term):
    """Whether an entry has this term or other words for it, wherever."""
    if term.is_prefix:
        return _beginning("words", term.words[0])
    choices = [_words("all", words) for words in [term.words, *term.others]]
    return Query.boolean_query([(Occur.Should, choice) for choice in choices]) if term.others else choices[0]


def _worth(term):
    """How well an entry answers this term."""
    if term.is_prefix:
        fields = {"title_words": 3.0, "words": 1.0}
        return Query.disjunction_max_query(
            [Query.const_score_query(_beginning(field, term.words[0]), weight) for field, weight in fields.items()]
        )
    choices = [Query.boost_query(_words(field, term.words), weight) for field, weight in WEIGHTS.items()]
    for other in term.others:
        choices += [Query.boost_query(_words(field, other), weight) for field, weight in OTHER_WEIGHTS.items()]
    return Query.disjunction_max_query(choices, RESTS)


def _together(terms):
    """Extra for entries in which the words stand in a row."""
    words = stems([word for term in terms if not term.is_prefix for word in term.words])
    if len(words) < 2:
        return []
    return [
        (Occur.Should, Query.boost_query(Query.phrase_query(schema.SCHEMA, field, words, 1), weight))
        for field, weight in TOGETHER.items()
    ]


def constant(field, value, weight=0.0):
    return Query.const_score_query(Query.term_query(schema.SCHEMA, field, value), weight)


def matching(wording, share=ENOUGH):
    """Entries with that share of the words, or with other words for them; quoted ones are never left out."""
    return _with_number(wording, Query.const_score_query(_enough(wording, share, _has), 0.0), 0.0)


def ranked(wording, share=ENOUGH):
    """The same entries, those that answer best first."""
    found = Query.boolean_query([(Occur.Must, _enough(wording, share, _worth)), *_together(wording.terms)])
    return _with_number(wording, found, 100.0)


def _enough(wording, share, ask):
    """A query for entries with that share of the words, each asked for in that way."""
    quoted = [(Occur.Must, ask(term)) for term in wording.terms if term.is_quoted]
    loose = [ask(term) for term in wording.terms if not term.is_quoted]
    wanted = len(loose) if len(loose) <= 2 and share == ENOUGH else math.ceil(len(loose) * share)
    if wanted == len(loose):
        return Query.boolean_query([*quoted, *[(Occur.Must, query) for query in loose]])
    some = [(Occur.Should, query) for query in loose]
    return Query.boolean_query([*quoted, (Occur.Must, Query.boolean_query(some, minimum_number_should_match=wanted))])


def _with_number(wording, query, weight):
    if not wording.number:
        return query
    return Query.boolean_query([(Occur.Should, query), (Occur.Should, constant("number", wording.number, weight))])


def beginning(wording):
    """Entries whose title has these words, the last of them perhaps not yet typed to its end."""
    *whole, last = [word for term in wording.terms for word in term.words]
    musts = [(Occur.Must, _in_title(word)) for word in whole]
    start = _beginning("title_words", last)
    return Query.boolean_query([*musts, (Occur.Must, Query.const_score_query(start, 1.0))])


def _in_title(word):
    exact = Query.term_query(schema.SCHEMA, "title_words", word)
    stem = Query.boost_query(_words("title", [word]), 0.5)
    return Query.disjunction_max_query([exact, stem], RESTS)


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
    return Query.const_score_query(Query.range_query(schema.SCHEMA, field, FieldType.Integer, first, last), 0.0)


def _year(value):
    return Query.const_score_query(Query.term_query(schema.SCHEMA, "year", int(value)), 0.0)
