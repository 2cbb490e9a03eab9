"""A comparison as a table to take away: one row for each statement that changed."""

import io

from openpyxl import Workbook

from guidelines.exports import sheets
from guidelines.models import Wording
from portal.cells import cleaned, for_workbook

from .comparison import add_corrections

CUT = " […] (The whole text is on the page.)"
WIDTHS = [14, 26, 9, 28, 60, 22, 9, 28, 60, 22, 28, 50, 40, 40, 28, 28]


def rows(comparison, found):
    """The heading and the rows of what was found, as text that no program takes for a formula. Two queries."""
    statements = [statement for _, statements in found for statement in statements]
    add_corrections(statements)
    said = _wordings(comparison)
    before, after = f"edition {comparison.before.number}", f"edition {comparison.after.number}"
    yield [
        *["What happened", "Key"],
        *[f"Number in {before}", f"Title in {before}", f"Wording in {before}", f"For, in {before}"],
        *[f"Number in {after}", f"Title in {after}", f"Wording in {after}", f"For, in {after}", "Chapter"],
        *["Why", "Evidence", "What educators should do", "Replaced by", "Takes the place of"],
    ]
    for one in statements:
        cells = [one.kind.label, one.key]
        for place in (one.old, one.new):
            facts = [place.number, place.name, said[one.key, place.edition], place.professions] if place else [""] * 4
            cells += facts
        steps = [*_said(one.steps, "reason"), *_said(one.steps, "evidence"), *_said(one.steps, "what_to_do")]
        successors = [f"{place.number} {place.key}" for step in one.steps for place in step.successors]
        predecessors = [f"{place.number} {place.key}" for place in one.predecessors]
        cells += [one.last.chapter.title, *steps, "\n".join(successors), "\n".join(predecessors)]
        yield [for_workbook(cleaned(cell)) for cell in cells]


def _wordings(comparison):
    both = {edition.pk: edition.number for edition in (comparison.before, comparison.after)}
    texts = Wording.objects.filter(edition__in=both, statement__in=comparison.statement_ids)
    rows = texts.values_list("statement__key", "edition_id", "text")
    return {(key, both[edition]): text for key, edition, text in rows}


def _said(steps, field):
    """What was said at each step; when there are several, each after the number of its edition."""
    said = [
        (step.change.edition.number, getattr(step.change.said, field))
        for step in steps
        if getattr(step.change.said, field)
    ]
    if len(steps) == 1:
        return [said[0][1] if said else ""]
    return ["\n".join(f"Edition {number}: {text}" for number, text in said)]


def as_csv(table):
    """The table as bytes that Excel reads as UTF-8."""
    return sheets.csv_bytes(table)


def as_xlsx(table, title):
    """The table as a workbook."""
    book = Workbook(write_only=True)
    sheets.fill(book.create_sheet(title), table, WIDTHS, cut=CUT)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
