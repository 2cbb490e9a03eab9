"""The wordings, evidence and prose of what a page shows, marked where they differ."""

import re
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import mark_safe

from guidelines import evidence
from guidelines.difference import changed_blocks, mark, marked_text
from guidelines.models import Chapter, Wording
from guidelines.on_one_page import rooted

from .comparison import add_corrections

STATEMENT = re.compile(r'<section class="statement".*?</section>\s*', re.DOTALL)


@dataclass(frozen=True)
class Shown:
    """Safe HTML of a statement's wordings: before, after, both in one, and of its title."""

    old: str = ""
    new: str = ""
    both: str = ""
    title: str = ""


def add_wordings(comparison, statements):
    """Gives these statements their `marked` wordings. One query."""
    keys = [statement.key for statement in statements]
    editions = {comparison.before.pk: "old", comparison.after.pk: "new"}
    rows = Wording.objects.filter(edition__in=editions, statement__key__in=keys)
    html = {(key, editions[pk]): text for key, pk, text in rows.values_list("statement__key", "edition_id", "html")}
    for statement in statements:
        old, new = (_rooted(comparison, statement, html.get((statement.key, side)), side) for side in ("old", "new"))
        statement.marked = _shown(statement, old, new)


def _shown(statement, old, new):
    if old is None or new is None:
        text = mark_safe(old or new or "")  # noqa: S308
        return Shown(old=text, new=text, both=text)
    marked = mark(old, new)
    title = marked_text(statement.old.title, statement.new.title) if statement.title_changed else ""
    return Shown(*(mark_safe(each) for each in (marked.old, marked.new, marked.both, title)))  # noqa: S308


def _rooted(comparison, statement, html, side):
    """Fit to stand on this page, with the links of the edition that says it."""
    if html is None:
        return None
    place = getattr(statement, side)
    return rooted(html, base=address_of(comparison, place.edition, place.chapter))


def address_of(comparison, number, chapter):
    return reverse("guidelines:pinned_chapter", args=[comparison.guideline.slug, number, chapter.slug])


def add_evidence(statements):
    """Gives the steps of these statements their evidence, as it stands corrected, as safe HTML.

    One query, and another if it links to documents.
    """
    add_corrections(statements)
    evidence.add_to([step for statement in statements for step in statement.steps])


def add_prose(comparison, chapters):
    """Gives these chapters what changed in their text outside statements, a paragraph at a time. One query."""
    pairs = [
        chapter
        for chapter in chapters
        if chapter.old and chapter.new and chapter.new.changed_in.number > comparison.before.number
    ]
    wanted = [one.pk for chapter in pairs for one in (chapter.old, chapter.new)]
    html = dict(Chapter.objects.filter(pk__in=wanted).values_list("pk", "html")) if wanted else {}
    for chapter in pairs:
        old = STATEMENT.sub("", html[chapter.old.pk])
        new = STATEMENT.sub("", html[chapter.new.pk])
        if old == new:
            continue
        old = rooted(old, base=address_of(comparison, comparison.before.number, chapter.old))
        new = rooted(new, base=address_of(comparison, comparison.after.number, chapter.new))
        found = changed_blocks(old, new)
        if any(found):
            chapter.prose = [block and mark_safe(block) for block in found]  # noqa: S308
