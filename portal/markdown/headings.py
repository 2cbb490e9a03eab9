"""Headings: their level on the page, and an id that nothing else on the page has."""

import re
import unicodedata
from itertools import pairwise

KEY = re.compile(r"[a-z][a-z0-9-]{0,59}\Z")
HEADING_ID = re.compile(r"[a-z][a-z0-9-]*\Z")
LONGEST_AUTOMATIC_ID = 60


def level(token):
    """The level a heading is shown at: the page's title is the h1, so a text starts at 2."""
    return max(2, int(token.tag[1]))


def take_ids_written_in_headings(state):
    """Take `{#id}` off the end of each heading and keep it beside the words (a rule of the reader)."""
    for opening, inline in pairwise(state.tokens):
        if opening.type == "heading_open":
            opening.meta["last_line"] = inline.content.rpartition("\n")[2].strip()
            words, mark, rest = inline.content.rpartition("{#")
            if mark and rest.endswith("}") and not re.search(r"[\s{}]", rest[:-1]) and not words.endswith("\\"):
                opening.meta["written_id"] = rest[:-1]
                inline.content = words.rstrip()


def automatic_id(title):
    """An id made of the title's letters and digits: "Über uns" gives "uber-uns", "1. Aims" gives "section-1-aims"."""
    folded = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    name = "-".join(re.findall(r"[a-z0-9]+", folded))
    if not name or name[0].isdigit():
        name = f"section-{name}"
    return name[:LONGEST_AUTOMATIC_ID].strip("-")


def give_ids(titled, keys, findings):
    """Put an id into the meta of each heading token; `titled` pairs tokens with titles, `keys` are taken by statements.

    Ids written in the text win over automatic ones wherever they stand; a written id that is misspelt or taken is a
    finding, and the heading gets an automatic one.
    """
    taken = set(keys)
    for token, _ in titled:
        written = token.meta.get("written_id")
        if written is None:
            continue
        line = token.map[0] + 1
        if not HEADING_ID.match(written):
            message = f"The heading's id “{written}” may hold only small letters a–z, digits and hyphens, and starts"
            findings.append((line, f"{message} with a letter."))
        elif written in taken:
            findings.append((line, f"The id “{written}” is used more than once. Give this heading another."))
        else:
            taken.add(written)
            token.meta["id"] = written
    next_number = {}
    for token, title in titled:
        if "id" in token.meta:
            continue
        name = candidate = automatic_id(title)
        while candidate in taken:
            number = next_number.get(name, 2)
            next_number[name] = number + 1
            candidate = f"{name}-{number}"
        taken.add(candidate)
        token.meta["id"] = candidate
