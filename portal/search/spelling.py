"""Words that stand nowhere: the beginning of one that does, or one mistyped."""

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4  # letters: shorter words resemble too many others
LONG = 8  # letters: two slips are put right from here on
VOWELS = set("aeiouy")


def corrected(wording, vocabulary, is_stem):
    """Puts the unknown words of the wording right. Whether a reader should be told.

    `is_stem` says of a word whether another form of it is known.
    """
    is_told = False
    for term in wording.terms:
        word = term.words[0]
        if term.is_quoted or term.is_prefix or term.others or word in vocabulary or is_stem(word):
            continue
        if len(word) >= SHORTEST and any(known.startswith(word) for known in vocabulary):
            term.is_prefix = True
        elif better := nearest(word, vocabulary):
            term.words, is_told = [better], True
    return is_told


def nearest(word, vocabulary):
    """The word of the vocabulary that was most probably meant, or None."""
    if len(word) < SHORTEST or not word.isalpha():
        return None
    slips = 2 if len(word) >= LONG else 1
    found = process.extract(word, vocabulary.keys(), scorer=OSA.distance, score_cutoff=slips, limit=20)
    letters = sorted(word)  # two that changed places are the likeliest slip
    ranked = sorted(
        (distance, sorted(known) != letters, known[0] != word[0], -vocabulary[known], known)
        for known, distance, _ in found
        if _is_slip(word, known)
    )
    return ranked[0][-1] if ranked else None


def _is_slip(word, known):
    """“mental” is not a mistyped “dental”: in a short word one consonant for another makes another word."""
    if len(word) >= LONG or len(word) != len(known) or sorted(word) == sorted(known):
        return True
    return all({a, b} <= VOWELS for a, b in zip(word, known, strict=True) if a != b)
