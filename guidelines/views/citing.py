"""How to cite a guideline, a chapter or a statement: a page, and the same for reference managers."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from guidelines import citing, reading

FORMATS = {
    "bib": (citing.bibtex, "application/x-bibtex; charset=utf-8"),
    "ris": (citing.ris, "application/x-research-info-systems; charset=utf-8"),
}


@require_safe
def cite_guideline(request, guideline, number=None, format=None):
    edition = _edition(guideline, number)
    return _answer(request, edition, format, number=number, thing="guideline", view="edition", args=[])


@require_safe
def cite_chapter(request, guideline, chapter, number=None, format=None):
    edition = _edition(guideline, number)
    place, entry = next(
        ((place, each) for place, each in enumerate(edition.contents, start=1) if each["slug"] == chapter), (0, None)
    )
    if entry is None:
        raise Http404("no such chapter in this edition")
    said = {"part": entry["title"], "detail": f"Chapter {place}"}
    return _answer(request, edition, format, number=number, thing="chapter", args=[chapter], **said)


@require_safe
def cite_statement(request, guideline, key, number=None, format=None):
    edition = _edition(guideline, number)
    wording = get_object_or_404(reading.wordings(), edition=edition, statement__key=key)
    said = {"part": wording.name, "detail": f"Statement {wording.number} ({key})"}
    return _answer(request, edition, format, number=number, thing="statement", args=[key], **said)


def _edition(guideline, number):
    """That edition, or the one that stands today."""
    if number is None:
        return get_object_or_404(reading.current_edition(guideline))
    return get_object_or_404(reading.editions(), guideline__slug=guideline, number=number)


def _answer(request, edition, format, *, number, thing, args, view=None, part="", detail=""):
    guideline = edition.guideline
    pinned = reverse(f"guidelines:{view or f'pinned_{thing}'}", args=[guideline.slug, edition.number, *args])
    newest = reverse(f"guidelines:{thing}", args=[guideline.slug, *args])
    address = pinned if number else newest
    source = citing.Source(
        publisher=settings.PUBLISHER,
        title=guideline.title,
        edition=edition.number,
        released_at=edition.released_at,
        url=settings.SITE_URL + address,
        slug="-".join([guideline.slug, *args]),
        part=part,
        detail=detail,
    )
    if format:
        return _file(source, format)
    context = {
        "edition": edition,
        "guideline": guideline,
        "source": source,
        "thing": thing,
        "title": f"Cite “{part}”" if part else f"Cite edition {edition.number}",
        "is_pinned": bool(number),
        "cited": address,
        "pinned": pinned,
        "newest": newest if number in (None, edition.current_number) else "",
    }
    return render(request, "guidelines/cite.html", context | _texts(source))


def _texts(source):
    before, title, after = citing.harvard(source)
    until_read, since_read = citing.vancouver(source)
    return {
        "harvard": {"before": before, "title": title, "after": after},
        "vancouver": {"before": until_read, "after": since_read},
        "bibtex": citing.bibtex(source),
        "ris": citing.ris(source),
    }


def _file(source, format):
    write, content_type = FORMATS[format]
    response = HttpResponse(write(source), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{source.name}.{format}"'
    return response
