"""The running text of a document, a paragraph or list item at a time, with the line where each starts."""

import re
from dataclasses import dataclass

from .plain import inline_text

APART = {"heading_open", "th_open", "td_open", "dt_open"}  # what follows these is not written in sentences
STOP = re.compile(r"[.!?…]+[\"'”’)\]]*\s+")
LAST_WORD = re.compile(r"(\S*)\Z")
SHORT = {
    *["e.g", "i.e", "cf", "vs", "al", "approx", "ca", "ch", "dr", "ed", "eds", "fig", "figs", "hon", "inc", "jr"],
    *["ltd", "mr", "mrs", "ms", "no", "nos", "p", "para", "paras", "pp", "prof", "rev", "sec", "sr", "st", "vol"],
}


@dataclass(frozen=True)
class Passage:
    """A paragraph, or an item of a list, as words; its line counts from 1, and `text` keeps its line breaks."""

    text: str
    line: int

    @property
    def sentences(self):
        """[(sentence, its line)]: full stops in abbreviations, initials and numbers end none."""
        found, start = [], 0
        for stop in STOP.finditer(self.text):
            if self._ends(stop):
                found.append((start, self.text[start : stop.end()]))
                start = stop.end()
        found.append((start, self.text[start:]))
        return [(" ".join(words.split()), self.line + self.text[:at].count("\n")) for at, words in found if words]

    def _ends(self, stop):
        following = self.text[stop.end() :].lstrip("\"'“‘([")[:1]
        if following.islower():
            return False
        if not stop[0].startswith(".") or stop[0].startswith(".."):
            return True
        word = LAST_WORD.search(self.text, max(0, stop.start() - 40), stop.start())[1].strip("\"'“‘([,;").casefold()
        is_initial = len(word) == 1 and word.isalpha() and word not in ("i", "a")
        return not (word in SHORT or is_initial)


def passages(tokens):
    """Every Passage of these block tokens; headings, tables, terms and code are left out."""
    found = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "inline" and token.map and not (before and before.type in APART):
            text = inline_text(token.children)
            if text.strip():
                found.append(Passage(text, token.map[0] + 1))
    return found
