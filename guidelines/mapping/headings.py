"""Finding our columns in a table whose order, spelling and neighbours may have changed."""

import re

from .text import as_text, cleaned
from .worksheet import ASSESSED, CHAPTER, EVIDENCE, GAP, HEADINGS, KEY, MODULE, NOTE, NUMBER, TAUGHT, WORDING, YEAR

NAMES = {
    KEY: ["statement key"],
    NUMBER: ["no", "statement number"],
    CHAPTER: [],
    WORDING: ["wording", "statement wording"],
    MODULE: ["modules"],
    YEAR: ["year", "stage", "year stage"],
    TAUGHT: ["taught", "how it is taught"],
    ASSESSED: ["assessed", "how it is assessed"],
    EVIDENCE: [],
    GAP: ["gap yes partly no"],
    NOTE: ["notes"],
}
LOOK_AT = 50  # rows in which the headings are looked for


def _plain(text):
    return " ".join(re.findall(r"\w+", text.casefold()))


KNOWN = {_plain(name): heading for heading, others in NAMES.items() for name in [heading, *others]}


def find(sheet):
    """(line, {column: heading}) of the row that has most of our headings, or None when no row has four or a key."""
    best = None
    for line in list(sheet.rows)[:LOOK_AT]:
        ours = {KNOWN.get(_plain(as_text(value))) for value in sheet.rows[line]} - {None}
        is_headings = (KEY in ours and len(ours) >= 2) or (len(ours & {NUMBER, WORDING}) and len(ours) >= 4)
        if is_headings and (best is None or len(ours) > best[0]):
            best = (len(ours), line)
    return best and (best[1], named(sheet, best[1]))


def named(sheet, line):
    """{column from 0: heading}: ours once each, the others as they are, made distinct."""
    width = max(len(values) for values in sheet.rows.values())
    cells = [cleaned(as_text(value)).strip() for value in sheet.rows[line]]
    cells += [""] * (width - len(cells))
    exact = {heading for heading in HEADINGS if heading in cells}
    names, taken = {}, set()
    for column, cell in enumerate(cells):
        ours = cell if cell in exact else KNOWN.get(_plain(cell))
        is_ours = ours and ours not in taken and (ours == cell or ours not in exact)
        name = ours if is_ours else distinct(cell or f"Column {column + 1}", taken | set(HEADINGS))
        names[column] = name
        taken.add(name)
    return names


def distinct(name, taken):
    """The name, with a number behind it if it is taken."""
    names = [name, *(f"{name} ({serial})" for serial in range(2, len(taken) + 3))]
    return next(each for each in names if each not in taken)
