"""Reading what somebody typed: words, “phrases”, a number, and the other words for the same thing."""

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from portal.search import schema

MOST_CHARACTERS = 400
MOST_WORDS = 24
DATA = Path(__file__).parent / "data"

# Words of a question that say nothing of what it is about. They count when nothing else was typed, and in “phrases”.
FAMILIES = (DATA / "words.toml").read_text(encoding="utf-8")
SMALL = frozenset((DATA / "small_words.txt").read_text(encoding="utf-8").split())
PHRASE = re.compile(r'["“”„«»]([^"“”„«»]+)["“”„«»]')
NUMBER = re.compile(r"(?<![\d.])\d{1,3}\.\d{1,3}(?![\d.])")


@dataclass
class Term:
    """One thing asked for: a word, or a run of words that belong together, in plain lower case."""

    words: list
    is_prefix: bool = False
    is_quoted: bool = False
    others: list = field(default_factory=list)  # other words for it, each a list of words

    @property
    def text(self):
        return " ".join(self.words)


@dataclass
class Wording:
    terms: list = field(default_factory=list)
    number: str = ""
    is_cut: bool = False

    @property
    def text(self):
        return " ".join(f"“{term.text}”" if term.is_quoted else term.text for term in self.terms)


def plain(text):
    return schema.PLAIN.analyze(text)


def stems(words):
    return schema.STEMS.analyze(" ".join(words))


def read(typed):
    """What was typed as a Wording; nothing in it is taken for a command."""
    typed = typed.replace("\x00", " ")
    text = typed[:MOST_CHARACTERS]
    wording = Wording(is_cut=len(typed) > MOST_CHARACTERS)
    if found := NUMBER.search(text):
        wording.number = found[0]
    rest = PHRASE.sub(" ", text)
    quoted = [words for words in map(plain, PHRASE.findall(text)) if words]
    loose = _terms(plain(rest))
    if rest.rstrip().endswith("*") and loose:
        loose[-1] = Term(loose[-1].words[-1:], is_prefix=True)
    wording.terms = [Term(words, is_quoted=True) for words in quoted] + loose
    wording.is_cut = wording.is_cut or len(wording.terms) > MOST_WORDS
    wording.terms = wording.terms[:MOST_WORDS]
    return wording


def _terms(words):
    """Words and known phrases, without small words unless there are only those."""
    terms, place = [], 0
    while place < len(words):
        run = next((run for run in _runs(words, place) if " ".join(run) in families()), words[place : place + 1])
        terms.append(Term(run, others=families().get(" ".join(run), [])))
        place += len(run)
    telling = [term for term in terms if term.text not in SMALL]
    unique = {term.text: term for term in telling or terms}
    return list(unique.values())


def _runs(words, place):
    """The runs of words that start there, longest first."""
    return (words[place : place + length] for length in range(4, 0, -1) if place + length <= len(words))


def phrases(text):
    """The runs of words in it that stand for something else, or something else for them; each as its stems."""
    cut = stems([text])
    for place, first in enumerate(cut):
        for phrase in _phrases().get(first, ()):
            if cut[place : place + len(phrase)] == phrase:
                yield " ".join(phrase)


@cache
def _phrases():
    """Those runs by their first stem: found once when an entry is indexed, they cost no more than a word to look up."""
    found = {}
    for member in families():
        if len(cut := stems([member])) > 1 and cut not in found.setdefault(cut[0], []):
            found[cut[0]].append(cut)
    return found


@cache
def families():
    """Other words by word: {"mentor": [["practice", "educator"], …]}."""
    found = {}
    for family in tomllib.loads(FAMILIES)["family"]:
        members = [plain(words) for words in family["words"]]
        for member in members:
            # What holds the member itself is found by it already.
            others = [other for other in members if not set(stems(member)) <= set(stems(other))]
            found.setdefault(" ".join(member), []).extend(others)
    return found
