"""What the pages about a worksheet show."""

from . import reading_json
from .coverage import Coverage, state
from .worksheet import ASSESSED, EVIDENCE, GAP, GAPS, MODULE, NOTE, TAUGHT, YEAR, YEARS, arranged, shown
from .writing import as_json

INPUTS = [
    (MODULE, "line", []),
    (YEAR, "line", YEARS),
    (TAUGHT, "text", []),
    (ASSESSED, "text", []),
    (EVIDENCE, "text", []),
    (GAP, "choice", GAPS),
    (NOTE, "text", []),
]
SHOWN_REMARKS = 50
MOST_CARRIED = 5_000_000  # characters; a form may hold 6 MB


def context(reading, worksheet):
    """Everything that a page about this worksheet needs; `carried` holds the worksheet for the page's own forms."""
    editions = reading.editions
    edition = editions.by_number[worksheet.edition]
    carried = reading_json.packed(as_json(worksheet, editions))
    return {
        "guideline": editions.guideline,
        "edition": edition,
        "editions": editions,
        "reading": reading,
        "worksheet": worksheet,
        "coverage": Coverage(worksheet, editions),
        "chapters": chapters(worksheet, editions),
        "strays": strays(worksheet, editions),
        "carried": carried if len(carried) <= MOST_CARRIED else "",
        "row_remarks": reading.row_remarks[:SHOWN_REMARKS],
        "more_remarks": max(0, len(reading.row_remarks) - SHOWN_REMARKS),
    }


def chapters(worksheet, editions):
    """[(chapter name, [(entry, state, rows as shown)])] of the statements that the worksheet is about."""
    scope, rows = worksheet.scope(editions), worksheet.by_key
    found = []
    for entries in editions.chapters(worksheet.edition).values():
        mapped = [(entry, rows.get(entry.key, [])) for entry in entries if entry.key in scope]
        if mapped:
            shown_rows = [(entry, state(own), [shown(row) for row in own if row.cells]) for entry, own in mapped]
            found.append((entries[0].chapter_name, shown_rows))
    return found


def strays(worksheet, editions):
    """[(key, name or "", row as shown)] of rows with no statement in this edition."""
    entries = editions.entries[worksheet.edition]
    return [
        (row.key, editions.last(row.key), shown(row))
        for row in arranged(worksheet, editions)
        if row.key not in entries and (row.cells or row.key)
    ]
