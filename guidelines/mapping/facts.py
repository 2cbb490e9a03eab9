"""What a file says of itself: for which guideline and edition it was made, and for which programme."""

import re
from dataclasses import dataclass, field

from .choosing import EVERYTHING, Choice
from .text import as_text, cleaned, folded

ABOUT = SELF = "About this worksheet"  # the title of the sheet, and of the column that stands for it in CSV
COVERAGE = "Coverage of the guideline by your programme"
PROFESSIONS, KINDS = "Only for these professions", "Only what was"
LABELS = ["Guideline", "Address", "Edition", "Released", "Content hash", "Check the hash at", "Saved on", "Programme"]
LABELS += [PROFESSIONS, KINDS]
HOW_TO = "How to use it"
TOKEN = re.compile(
    r"(?P<slug>[\w-]+) · edition (?P<edition>\d{1,5})(?: \((?P<professions>[^();]*);(?P<kinds>[^();]*)\))?"
    r"(?: · (?P<programme>.*))?",
    re.S,
)


def is_about(sheet):
    return _first_cell(sheet) == folded(ABOUT)


def is_coverage(sheet):
    return _first_cell(sheet) == folded(COVERAGE)


def _first_cell(sheet):
    return folded(as_text(sheet.rows[1][0])) if sheet.rows.get(1) else ""


def token(edition, programme, choice):
    """What every row of a CSV file says of the file, since CSV has no place of its own for it."""
    facts = f"{edition.guideline.slug} · edition {edition.number}"
    facts += f" ({'; '.join(choice.cells)})" if choice.in_words else ""
    return f"{facts} · {programme}" if programme else facts


@dataclass
class Facts:
    guideline: str = ""
    edition: int | None = None
    content_hash: str = ""
    programme: str = ""
    choice: Choice = EVERYTHING
    others: list = field(default_factory=list)

    @classmethod
    def of(cls, sheets, mapping, names):
        for sheet in sheets:
            if is_about(sheet):
                return cls._of_about(sheet)
        column = next((column for column, name in names.items() if name == SELF), None)
        for values in mapping.rows.values() if column is not None else ():
            if len(values) > column and (found := TOKEN.fullmatch(cleaned(as_text(values[column])))):
                choice = Choice.of(found["professions"] or "", found["kinds"] or "")
                return cls(found["slug"], int(found["edition"]), programme=found["programme"] or "", choice=choice)
        return cls()

    @classmethod
    def _of_about(cls, sheet):
        rows = [[cleaned(as_text(value)) for value in values] for line, values in sheet.rows.items() if line > 1]
        known = {row[0]: row[1] if len(row) > 1 else "" for row in reversed(rows)}
        number = re.search(r"\d{1,5}", known.get("Edition", ""))
        address = known.get("Address", "").rstrip("/").rpartition("/")[2]
        return cls(
            guideline=address,
            edition=int(number[0]) if number else None,
            content_hash=known.get("Content hash", ""),
            programme=known.get("Programme", ""),
            choice=Choice.of(known.get(PROFESSIONS, ""), known.get(KINDS, "")),
            others=[row for row in rows if row[0] not in LABELS and not row[0].startswith(HOW_TO)],
        )
