"""The sheets of a worksheet as rows of values, the same for every format."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from .coverage import Coverage
from .facts import ABOUT, COVERAGE, HOW_TO, KINDS, PROFESSIONS
from .worksheet import CHAPTER, HEADINGS, NUMBER, TYPED, WORDING, arranged

STEPS = [
    "Fill in the Mapping sheet: where each statement is taught and assessed in your programme. Leave Key as it is.",
    "For a second module, copy the row and change what differs. A statement may have as many rows as you like.",
    "Gap: Yes when the statement is not met yet, Partly, or No. Year or stage offers a list; other words are welcome.",
    "You may add columns, rows and sheets of your own, sort and filter. All of it is kept when you upload the file.",
    "Upload the file on the page below to see your coverage, or to bring it up to a new edition.",
]


def mapping(worksheet, editions, *, is_brief=False):
    """The Mapping sheet, headings first. Brief leaves out number, chapter and wording, which reading puts back."""
    yield [*HEADINGS, *worksheet.columns]
    entries = editions.entries[worksheet.edition]
    for row in arranged(worksheet, editions):
        entry = entries.get(row.key) or editions.last(row.key)
        typed = [row.cells.get(heading, "") for heading in [*TYPED, *worksheet.columns]]
        if entry is None:
            ours = [row.key, *(row.cells.get(heading, "") for heading in (NUMBER, CHAPTER, WORDING))]
        elif is_brief:
            ours = [row.key, "", "", ""]
        elif row.key in entries:
            ours = [row.key, entry.number, entry.chapter_name, entry.wording]
        else:
            ours = [row.key, "", _absent(entry, worksheet, editions), entry.wording]
        yield [*ours, *typed]


def _absent(entry, worksheet, editions):
    later = [number for number in editions.by_number if entry.edition < number <= worksheet.edition]
    return f"Removed in edition {later[0]}" if later else entry.chapter_name


def coverage(worksheet, editions):
    found = Coverage(worksheet, editions)
    yield [COVERAGE]
    yield ["Made anew each time you download this file here. Write your own notes on another sheet."]
    yield []
    yield ["Chapter", "Statements", "Covered", "Partly covered", "Not covered", "Covered, per cent"]
    for tally in [*found.chapters, found.whole]:
        yield [tally.name, tally.total, tally.covered, tally.partly, tally.uncovered, tally.percent]
    yield []
    yield ["Year or stage", "Statements reached", "Rows"]
    yield from found.years
    yield []
    yield ["Module", "Statements reached", "Rows"]
    yield from found.modules
    yield []
    yield ["Statements not covered"]
    for entry in found.uncovered:
        yield [entry.name]


def about(worksheet, editions):
    edition, guideline = editions.by_number[worksheet.edition], editions.guideline
    page = settings.SITE_URL + reverse("guidelines:mapping", args=[guideline.slug])
    check = settings.SITE_URL + reverse("guidelines:content_hash", args=[guideline.slug, edition.number])
    yield [ABOUT]
    yield ["Guideline", guideline.title]
    yield ["Address", settings.SITE_URL + guideline.get_absolute_url()]
    yield ["Edition", edition.number]
    yield ["Released", date_format(timezone.localtime(edition.released_at))]
    yield ["Content hash", edition.content_hash]
    yield ["Check the hash at", check]
    yield ["Saved on", date_format(timezone.localdate())]
    yield ["Programme", worksheet.programme]
    yield from zip([PROFESSIONS, KINDS], worksheet.choice.cells, strict=True)
    for number, step in enumerate(STEPS, start=1):
        yield [f"{HOW_TO} ({number})", step]
    yield [f"{HOW_TO} (page)", page]
    yield from worksheet.about
