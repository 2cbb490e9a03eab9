"""What deserves a look before a release and does not stop it: an editor may have good reasons."""

import re
from functools import lru_cache

from portal import markdown
from portal.models import OutsideLink

from .finding import Finding

MOST_WORDS = 40  # in a sentence
LONGEST_STATEMENT = 150  # words
SHOWN = 8  # words of a sentence by which its editor knows it again
WORD = re.compile(r"\w")
SAYS_NOTHING = re.compile(
    r"(click|tap|press|see|read|look)?\s*"
    r"(here|more|this|link|this (link|page|site|website|document|pdf)|read on|details|learn more|find out more"
    r"|more (information|details)|further (information|details)|download|website|page)\W*",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
PLACEHOLDER = re.compile(
    r"\b(?:TODO|TBC|TBD|TBA|FIXME|XX[X]+)\b|\?{3,}|(?i:lorem ipsum)"
    r"|\[(?i:insert|add|check|name of|date of|to do|to be confirmed)\b[^\]]*\](?!\()"
)


def worth_a_look(draft):
    """Findings about this draft that stop nothing, in reading order. One query."""
    trouble = _trouble()
    found = [Finding(f"In “What is new”: {message}") for _, message in _in_text(draft.edition.summary)]
    for chapter in draft.chapters:
        document = draft.documents[chapter.pk]
        about = [*_in_text(chapter.body), *_failed(document, trouble), *_title(chapter)]
        found += [Finding(message, chapter, line) for line, message in sorted(about)]
    return found


@lru_cache(maxsize=512)
def _in_text(text):
    """[(line, message)] of what can be said of a text by itself."""
    document = markdown.read(text)
    return sorted([*_sentences(document), *_link_words(document), *_placeholders(text), *_statements(document)])


def _sentences(document):
    for passage in document.passages:
        if len(passage.text.split()) <= MOST_WORDS:
            continue
        for sentence, line in passage.sentences:
            words = [word for word in sentence.split() if WORD.search(word)]
            if len(words) > MOST_WORDS:
                opening = " ".join(sentence.split()[:SHOWN])
                yield line, f"The sentence “{opening} …” has {len(words)} words. Up to {MOST_WORDS} are easily read."


def _link_words(document):
    for link in document.links:
        if SAYS_NOTHING.fullmatch(link.text):
            yield link.line, f"The link “{link.text}” does not say where it leads. Write what waits there."
        elif ADDRESS.fullmatch(link.text):
            yield link.line, f"The link to {link.target} shows its address. Write what waits there, in words."


def _placeholders(text):
    for number, line in enumerate(text.split("\n"), start=1):
        for found in PLACEHOLDER.finditer(line):
            yield number, f"“{found[0][:60]}” looks unfinished."


def _statements(document):
    for statement in document.statements:
        words = len(statement.text.split())
        if words > LONGEST_STATEMENT:
            yield (
                statement.line,
                f"“{statement.title or statement.key}” has {words} words. A statement is cited as a whole: it may be"
                " two, or its explanation may stand below it.",
            )


def _title(chapter):
    if found := PLACEHOLDER.search(chapter.title):
        yield 1, f"“{found[0][:60]}” in this chapter’s title looks unfinished."


def _trouble():
    """What is wrong with outside links that failed on two days: {url: sentence}. One query."""
    return dict(OutsideLink.objects.broken().values_list("url", "trouble"))


def _failed(document, trouble):
    for link in document.links:
        page = link.target.partition("#")[0]
        if page in trouble:
            yield link.line, f"The link “{link.text}” to {page} failed on two days: {trouble[page]}"
