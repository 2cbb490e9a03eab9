"""Words that stand nowhere: the beginning of one that does, or one mistyped."""

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4  # letters: shorter words resemble too many others


def corrected(wording, vocabulary):
    """(the wording with its unknown words put right, whether a reader should be told)."""
    is_told = False
    for term in wording.terms:
        if term.is_quoted or term.is_prefix or len(term.words) > 1 or _is_known(term, vocabulary):
            continue
        word = term.words[0]
        if len(word) >= SHORTEST and any(known.startswith(word) for known in vocabulary):
            term.is_prefix = True
        elif better := nearest(word, vocabulary):
            term.words, is_told = [better], True
    return is_told


def _is_known(term, vocabulary):
    return term.words[0] in vocabulary or bool(term.others)


def nearest(word, vocabulary):
    """The word of the vocabulary that was most probably meant, or None."""
    if len(word) < SHORTEST or word.isdigit():
        return None
    slips = 1 if len(word) < 6 else 2
    found = process.extract(word, vocabulary.keys(), scorer=OSA.distance, score_cutoff=slips, limit=20)
    letters = sorted(word)  # two that changed places are the likeliest slip
    ranked = sorted(found, key=lambda each: (each[1], sorted(each[0]) != letters, each[0][0] != word[0], -vocabulary[each[0]]))
    return ranked[0][0] if ranked else None
