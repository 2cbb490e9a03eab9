"""Automatic heading ids change when a title is edited; a released text carries them written out instead."""

import re

from .document import parse

LINE_END = re.compile(r"(\r\n|\r|\n)")
MARK_ALONE = re.compile(r"(?:[-+*~:]+|\d{1,9}[.)])\Z")
EMPTY_HEADING = re.compile(r"#{1,6}(?=(?:[ \t]+#*)?\Z)")


def pin_heading_ids(text, document=None):
    """The same text with ` {#id}` after every heading that has none: the id that parse() gives it now.

    Nothing else changes, and doing it again changes nothing. An underlined heading that ends in a lone mark such as
    "*" or ":::" stays as it is: words after the mark would make a list or a box of it. `document` is what
    parse() made of this text, if it has; otherwise this raises TooLong like parse().
    """
    pieces = LINE_END.split(text)
    for token in (document or parse(text)).heading_tokens:
        if "written_id" not in token.meta and not MARK_ALONE.match(token.meta["last_line"]):
            # Lines and line ends alternate. An underlined heading ends on the line above its underline.
            place = 2 * (token.map[0] if token.markup.startswith("#") else token.map[1] - 2)
            line = pieces[place]
            end = end_of_words(line, token)
            pieces[place] = f"{line[:end]} {{#{token.meta['id']}}}{line[end:]}"
    return "".join(pieces)


def end_of_words(line, token):
    """Where the heading's words end on this line: before trailing spaces and, for `## Title ##`, the closing hashes."""
    words = line.rstrip(" \t")
    if not token.markup.startswith("#"):
        return len(words)
    if not token.meta["last_line"]:
        return EMPTY_HEADING.search(words).end()
    without_hashes = words.rstrip("#")
    if without_hashes.endswith((" ", "\t")):
        return len(without_hashes.rstrip(" \t"))
    return len(words)
