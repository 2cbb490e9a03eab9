"""Whom a statement is for: `for="nursing, midwifery"` in its first line, the professions in an editor's own words."""

import re

LONGEST = 60
MOST = 10
PROFESSION = re.compile(r"[^\W\d_](?:[^\W_]|[ '’&/.-])*\Z")
KNOWN = {"title", "for", "by"}
HOW = 'Write for="nursing, midwifery", or leave it out where the statement is for everybody.'


def professions(box):
    """The professions that this box names, folded into small letters and named once each; () for everybody."""
    names = (" ".join(name.split()).lower() for name in box.attributes.get("for", "").split(","))
    return tuple(dict.fromkeys(name for name in names if PROFESSION.match(name) and len(name) <= LONGEST))[:MOST]


def problems(box):
    """What is wrong with the attributes of this box, in an editor's words."""
    if box.kind != "statement":
        if "for" in box.attributes:
            yield f"“for” says which professions a statement is for. A box called “{box.kind}” cannot have it."
        return
    for name in box.attributes:
        if name not in KNOWN:
            yield f"A statement has nothing called “{name}”, so it is left out. It may have a title and “for”."
    if "for" not in box.attributes:
        return
    typed = [" ".join(name.split()) for name in box.attributes["for"].split(",")]
    if not any(typed):
        yield f"“for” names no profession here. {HOW}"
        return
    for name in typed:
        if not PROFESSION.match(name) or len(name) > LONGEST:
            shown = name[:LONGEST] or "nothing between two commas"
            words = f"“for” names professions, parted by commas, in words of at most {LONGEST} letters; not “{shown}”."
            yield f"{words} {HOW}"
    if len({name.lower() for name in typed}) > MOST:
        yield f"“for” may name up to {MOST} professions. A statement for so many is for everybody: leave “for” out."


def names(text):
    """The professions of a stored text such as “nursing, midwifery”, [] for everybody."""
    return text.split(", ") if text else []


def in_words(names):
    """“For nursing and midwifery”, or "" for everybody."""
    if not names:
        return ""
    *first, last = names
    return f"For {', '.join(first)} and {last}" if first else f"For {last}"
