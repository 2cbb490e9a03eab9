"""The part of a text in which the words stand, with the words marked."""

from bisect import bisect_left

from django.utils.html import escape
from django.utils.safestring import mark_safe

from portal.search import schema
from portal.search.wording import stems

LENGTH = 240  # characters
LONGEST = 40_000  # characters that are looked through


def wanted(wording):
    """(stems to mark, beginnings to mark) of what was asked for."""
    whole = {stem for term in wording.terms if not term.is_prefix for stem in stems(term.words)}
    whole |= {stem for term in wording.terms for other in term.others if len(other) == 1 for stem in stems(other)}
    return whole, tuple(term.words[0] for term in wording.terms if term.is_prefix)


def _places(text, words):
    """[(start, end, stem)] of the words to mark."""
    whole, beginnings = words
    tokens = schema.STEMS.pre_tokenize(text).tokens
    return [
        (token.char_offset_from, token.char_offset_to, token.text)
        for token in tokens
        if token.text in whole or (beginnings and token.text.startswith(beginnings))
    ]


def marked(text, words):
    """The whole text as safe HTML with the words marked."""
    return _html(text, _places(text, words))


def snippet(text, words):
    """The stretch of the text that holds most of the words, as safe HTML."""
    text = text[:LONGEST]
    places = _places(text, words)
    start, end = _window(text, places)
    inside = [(first - start, last - start, stem) for first, last, stem in places if first >= start and last <= end]
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    return mark_safe(before + _html(text[start:end], inside) + after)  # noqa: S308


def _window(text, places):
    """Where the stretch begins and ends: at the start of a sentence or a word."""
    if len(text) <= LENGTH:
        return 0, len(text)
    starts = [first for first, _, _ in places]
    best, most = 0, 0
    for index, first in enumerate(starts):
        reach = bisect_left(starts, first + LENGTH - 40)
        different = len({stem for _, _, stem in places[index:reach]})
        if different > most:
            best, most = first, different
    sentence = max(text.rfind(mark, 0, best) for mark in (". ", "? ", "! "))
    begin = sentence + 2 if sentence >= 0 and best - sentence < LENGTH // 2 else max(0, best - 60)
    begin = 0 if best < LENGTH // 3 else _word_start(text, begin)
    end = min(len(text), begin + LENGTH)
    if end < len(text):
        end = max(text.rfind(" ", begin, end), begin + 1)
    return begin, end


def _word_start(text, place):
    if place == 0 or text[place - 1] == " ":
        return place
    space = text.find(" ", place, place + 40)
    return space + 1 if space >= 0 else place


def _html(text, places):
    parts, done = [], 0
    for first, last, _ in places:
        parts += [escape(text[done:first]), "<mark>", escape(text[first:last]), "</mark>"]
        done = last
    return mark_safe("".join(map(str, [*parts, escape(text[done:])])))  # noqa: S308
