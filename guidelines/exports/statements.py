"""The statements of an edition as a table: nothing in it is taken for a formula."""

import io
import re
from datetime import UTC

from django.conf import settings
from openpyxl import Workbook

from portal.cells import cleaned, for_workbook

from . import archive, glyphs, sheets

COLUMNS = {
    "Number": 9, "Key": 26, "Title": 30, "Statement": 70, "For": 22, "Chapter": 34, "What happened": 15, "Why": 45,
    "Evidence": 45, "What educators should do": 45, "Replaced by": 26, "Permanent address": 50,
}  # fmt: skip
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
CUT = " […] (The whole text is at its permanent address.)"


def rows(publication):
    """The heading, every statement in order, then those that the edition removed."""
    changes = {change.key: change for change in publication.changes}
    yield list(COLUMNS)
    for statement in publication.statements:
        place = [statement.number, statement.key, statement.title, statement.text]
        place.append(", ".join(statement.professions))
        chapter = f"{statement.chapter.number} {statement.chapter.title}"
        address = "" if publication.is_draft else publication.statement_address(statement.key)
        yield _safe([*place, chapter, *_said(publication, changes.get(statement.key)), address])
    for change in publication.told:
        if change.kind == "removed":
            yield _safe([change.number, change.key, change.name, "", "", "", *_said(publication, change), ""])


def _said(publication, change):
    if change is None or not publication.previous_hash:
        return [""] * 5
    return [change.label, change.reason, change.evidence, change.what_to_do, ", ".join(change.successors)]


def _safe(cells):
    return [for_workbook(cleaned(cell)) for cell in cells]


def as_csv(publication):
    return sheets.csv_bytes(rows(publication))


def as_xlsx(publication):
    publication = glyphs.only_readable(publication)
    at = publication.moment
    book = Workbook(write_only=True)
    book.properties.creator, book.properties.title = settings.PUBLISHER, publication.title
    book.properties.created = at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    sheets.fill(book.create_sheet("Statements"), rows(publication), COLUMNS.values(), cut=CUT)
    _about(book.create_sheet("About"), publication)
    file = io.BytesIO()
    book.save(file)
    return archive.changed(file.getvalue(), lambda name, content: _dated(name, content, at))


def _dated(name, content, at):
    """The moment of the edition where openpyxl writes that of the build."""
    if name != "docProps/core.xml":
        return content
    return MODIFIED.sub(lambda found: found[1] + f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}".encode(), content)


def _about(sheet, publication):
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 20, 90
    about = publication.guideline
    facts = [("Guideline", about.title), ("Edition", f"{publication.edition}. {publication.when}.")]
    facts += [("Notice", about.notice), ("Published by", settings.PUBLISHER)]
    facts += [("Permanent address", "" if publication.is_draft else publication.address)]
    facts += [("Content hash", publication.content_hash)]
    for name, value in facts:
        if value:
            heading = sheets.cell(sheet, name, is_heading=True, cut=CUT)
            sheet.append([heading, sheets.cell(sheet, for_workbook(cleaned(value)), cut=CUT)])
