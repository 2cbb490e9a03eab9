"""Editions to take away: the list of files, and each file."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from guidelines import exports, reading
from portal import files


@require_safe
@cache_control(no_cache=True)  # files appear without any row being changed
def downloads(request, guideline, number):
    edition = get_object_or_404(reading.editions(), guideline__slug=guideline, number=number)
    ready = exports.all_of(edition)
    context = {
        "edition": edition,
        "guideline": edition.guideline,
        "formats": [(format, ready.get(format.name)) for format in exports.FORMATS.values()],
        "canonical": settings.SITE_URL + request.path,
    }
    return render(request, "guidelines/downloads.html", context)


@require_safe
def download(request, guideline, number, format):
    if format not in exports.FORMATS:
        raise Http404("no such format")
    return _file(request, guideline, number, format)


@require_safe
def chapter_pdf(request, guideline, number, chapter):
    return _file(request, guideline, number, "pdf", chapter)


def _file(request, guideline, number, format, chapter=None):
    """The file, built now if it is not there yet; or a page that says why it cannot be."""
    edition = get_object_or_404(reading.editions(), guideline__slug=guideline, number=number)
    if chapter and chapter not in [entry["slug"] for entry in edition.contents]:
        raise Http404("no such chapter in this edition")
    try:
        file = exports.ready(edition, format, chapter)
    except exports.CannotBuild as refusal:
        return _failed(request, edition, refusal)
    return files.serve(request, exports.as_stored(file, edition, chapter))


def draft_file(request, edition, format):
    """The file of this edition as it stands now, marked as a draft if it is one, for whoever the caller lets in.

    It is built for this request, kept nowhere, and found by no search engine. Raises Http404 for a format unknown.
    """
    if format not in exports.FORMATS:
        raise Http404("no such format")
    try:
        content = exports.unstored(edition, format)
    except exports.CannotBuild as refusal:
        response = _failed(request, edition, refusal)
    else:
        response = HttpResponse(content, content_type=exports.FORMATS[format].content_type)
        name = exports.file_name(edition, format)
        response["Content-Disposition"] = content_disposition_header(True, name)
        response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"], response["X-Robots-Tag"] = "private, no-store", "noindex"
    return response


def _failed(request, edition, refusal):
    """A page that says why there is no file."""
    context = {"edition": edition, "guideline": edition.guideline, "refusal": refusal}
    response = render(request, "guidelines/downloads_failed.html", context, status=503)
    response["Retry-After"], response["Cache-Control"] = "60", "no-store"
    return response
