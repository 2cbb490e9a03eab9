"""Chapters: as they stand today, as they stood in an edition, and all on one page."""

from functools import partial

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from guidelines import on_one_page, on_paper, reading, standing


@require_safe
def chapter(request, guideline, chapter):
    chapter = reading.current_chapter(guideline, chapter)
    if chapter is None:
        raise Http404
    return render(request, "guidelines/chapter.html", _context(chapter))


@require_safe
def pinned_chapter(request, guideline, number, chapter):
    chapter = get_object_or_404(reading.pinned_chapter(guideline, number, chapter))
    chapter.edition.current_number = chapter.current_number
    slug = reading.slug_today(chapter)
    today = reverse("guidelines:chapter", args=[guideline, slug]) if slug else ""
    canonical = settings.SITE_URL + (today or request.path)
    context = _context(chapter) | {"is_pinned": True, "today": today, "canonical": canonical}
    if chapter.current_number and number < chapter.current_number:
        context["since"] = standing.since(chapter)
        # Reviews go on with the text that stands today; this one is as it was when it stood.
        context |= {"reviewed_on": chapter.reviewed_on, "next_review_on": None}
    return render(request, "guidelines/chapter.html", context)


def _context(chapter):
    """The chapter with its neighbours, which the edition's stored contents name without a query."""
    contents, chapter.edition.previous_number = chapter.edition.contents, chapter.previous_number
    place = next(place for place, entry in enumerate(contents) if entry["slug"] == chapter.slug)
    site = settings.SITE_URL + chapter.edition.get_absolute_url()
    return {
        "is_pinned": False,  # said although it is the rule: to miss a name costs a template more than to find it
        "canonical": None,
        "chapter": chapter,
        "reviewed_on": chapter.last_reviewed,
        "next_review_on": chapter.next_review_on,
        "html": on_paper.with_addresses(chapter.html, edition=site, chapter=f"{site}chapters/{chapter.slug}/"),
        "edition": chapter.edition,
        "guideline": chapter.edition.guideline,
        "number": place + 1,
        "description": partial(Truncator(chapter.opening).chars, 155),  # asked for once in a while
        "previous": contents[place - 1] if place else None,
        "next": contents[place + 1] if place + 1 < len(contents) else None,
    }


@require_safe
def print_view(request, guideline):
    edition = get_object_or_404(reading.current_edition(guideline))
    chapters = edition.chapters.order_by("position").values("slug", "title", "html")
    pages = on_one_page.join({each["slug"]: each["html"] for each in chapters}, base=edition.get_absolute_url())
    site = settings.SITE_URL + edition.get_absolute_url()
    for each in chapters:
        each["html"] = on_paper.with_addresses(pages[each["slug"]], edition=site, chapter=site)
    context = {"edition": edition, "guideline": edition.guideline, "chapters": chapters}
    return render(request, "guidelines/print.html", context)
