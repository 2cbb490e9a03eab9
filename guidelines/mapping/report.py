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
    """[(chapter name, [(entry, state, rows as shown)])] of the chapters that the worksheet covers."""
    scope, rows = worksheet.scope(editions), worksheet.by_key
    return [
        (
            entries[0].chapter_name,
            [
                (entry, state(rows.get(entry.key, [])), [shown(row) for row in rows.get(entry.key, []) if row.cells])
                for entry in entries
            ],
        )
        for slug, entries in editions.chapters(worksheet.edition).items()
        if slug in scope
    ]


def strays(worksheet, editions):
    """[(key, name or "", row as shown)] of rows with no statement in this edition."""
    entries = editions.entries[worksheet.edition]
    return [
        (row.key, editions.last(row.key), shown(row))
        for row in arranged(worksheet, editions)
        if row.key not in entries and (row.cells or row.key)
    ]
