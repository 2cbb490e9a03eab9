"""From a Wording to a query. What a reader typed is only ever looked up as words: no syntax is parsed."""

import math

from tantivy import FieldType, Occur, Query

from portal.search import schema
from portal.search.wording import stems

# Title and statement over the words around them.
WEIGHTS = {"title": 4.0, "text": 2.0, "also": 2.0, "place": 0.8, "around": 0.5}
OTHER_WORDS = 0.45  # what a synonym counts, against the word that was typed
RESTS = 0.25  # what the second-best field of a word counts
KIND = {"statement": 4.0, "guideline": 1.0, "chapter": 0.6}
TOGETHER = {"title": 8.0, "text": 3.0}  # words that stand beside each other as they were typed
ENOUGH = 0.6  # of the words; of two, both
FEW = 0.25


def _word(field, words, is_prefix=False):
    if is_prefix:
        # Letters and digits only, by the analyser: nothing in it means anything to a regular expression.
        return Query.regex_query(schema.SCHEMA, field, f"{words[0]}.*")
    cut = stems(words)
    if len(cut) == 1:
        return Query.term_query(schema.SCHEMA, field, cut[0])
    return Query.phrase_query(schema.SCHEMA, field, cut)


def _in_fields(words, weight=1.0, is_prefix=False):
    if is_prefix:
        return [
            Query.boost_query(Query.const_score_query(_word("title_words", words, True), 3.0), weight),
            Query.boost_query(Query.const_score_query(_word("words", words, True), 1.0), weight),
        ]
    return [Query.boost_query(_word(field, words), weight * own) for field, own in WEIGHTS.items()]


def _term(term):
    choices = _in_fields(term.words, is_prefix=term.is_prefix)
    for other in term.others:
        choices += _in_fields(other, OTHER_WORDS)
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


def _kinds():
    return [(Occur.Should, constant("kind", kind, weight)) for kind, weight in KIND.items()]


def constant(field, value, weight=0.0):
    return Query.const_score_query(Query.term_query(schema.SCHEMA, field, value), weight)


def _number(number):
    return [(Occur.Should, constant("number", number, 100.0))] if number else []


def most(wording, share=ENOUGH):
    """Entries with that share of the words, or with other words for them; quoted ones are never left out."""
    quoted = [(Occur.Must, _term(term)) for term in wording.terms if term.is_quoted]
    loose = [(Occur.Should, _term(term)) for term in wording.terms if not term.is_quoted]
    wanted = len(loose) if len(loose) == 2 and share == ENOUGH else math.ceil(len(loose) * share)
    some = [(Occur.Must, Query.boolean_query(loose, minimum_number_should_match=wanted))] if loose else []
    found = Query.boolean_query([*quoted, *some, *_together(wording.terms), *_kinds()])
    if not wording.number:
        return found
    return Query.boolean_query([(Occur.Should, found), *_number(wording.number)])


def some(wording):
    """Entries with any few of the words, for when nothing has most of them."""
    return most(wording, share=FEW)


def beginning(wording):
    """Entries whose title has these words, the last of them perhaps not yet typed to its end."""
    *whole, last = [word for term in wording.terms for word in term.words]
    musts = [(Occur.Must, _in_title(word)) for word in whole]
    start = Query.regex_query(schema.SCHEMA, "title_words", f"{last}.*")
    return Query.boolean_query([*musts, (Occur.Must, Query.const_score_query(start, 1.0)), *_kinds()])


def _in_title(word):
    exact = Query.term_query(schema.SCHEMA, "title_words", word)
    stem = Query.boost_query(_word("title", [word]), 0.5)
    return Query.disjunction_max_query([exact, stem], RESTS)


def narrowed(query, *, now, chosen):
    """Only what is public at that second, and what the reader narrowed the results to."""
    public = [(Occur.Must, query)]
    public.append((Occur.Must, _seconds("since", schema.ALWAYS, now)))
    public.append((Occur.Must, _seconds("until", now + 1, schema.NEVER)))
    for field, value in chosen.items():
        public.append((Occur.Must, _year(value) if field == "year" else constant(field, value)))
    return Query.boolean_query(public)


def _seconds(field, first, last):
    return Query.const_score_query(Query.range_query(schema.SCHEMA, field, FieldType.Integer, first, last), 0.0)


def _year(value):
    return Query.const_score_query(Query.term_query(schema.SCHEMA, "year", int(value)), 0.0)
