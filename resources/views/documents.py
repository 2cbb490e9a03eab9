"""Documents and their files."""

from django.core.exceptions import BadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from portal import files
from resources import counting
from resources.filters import DocumentFilter
from resources.models import Document, DocumentVersion

FOR_A_DAY = "public, max-age=86400"


@require_safe
def documents(request):
    form = DocumentFilter(request.GET)
    if not form.is_valid():
        raise BadRequest("a filter that is not offered")
    return render(request, "resources/documents.html", {"form": form, "documents": form.found()})


@require_safe
def document(request, slug):
    document = get_object_or_404(Document.objects.public().with_file(), slug=slug)
    versions = document.versions.defer("text") if document.newest else []
    return render(request, "resources/document.html", {"document": document, "versions": versions})


@require_safe
def download(request, slug):
    """The newest file, under the document's own name; or the way to where another publisher keeps it."""
    document = get_object_or_404(Document.objects.public().with_file(), slug=slug)
    if document.newest is None:
        response = redirect(document.url)
    else:
        response = files.serve(request, _stored(document.newest, name=document.slug, cache="no-cache"))
    return counting.counted(request, response, document)


@require_safe
def version_download(request, slug, number):
    """One version, for ever: what it holds never changes."""
    version = _version(slug, number)
    response = files.serve(request, _stored(version, name=f"{slug}-version-{number}", cache=FOR_A_DAY))
    return counting.counted(request, response, version.document)


@require_safe
def first_page(request, slug, number):
    """The small picture of a version's first page."""
    version = _version(slug, number, exclude={"first_page": ""})
    picture = files.Stored(
        name=version.first_page.name,
        filename=f"{slug}.webp",
        content_type="image/webp",
        etag=f'"page-{version.sha256[:32]}"',
        modified=version.uploaded_at,
        opens_in_browser=True,
        cache=FOR_A_DAY,
    )
    return files.serve(request, picture, by_us=True)


def _version(slug, number, exclude=None):
    versions = DocumentVersion.objects.exclude(**exclude) if exclude else DocumentVersion.objects
    versions = versions.select_related("document").defer("text")
    return get_object_or_404(versions, document__slug=slug, number=number)


def _stored(version, *, name, cache):
    return files.Stored(
        name=version.file.name,
        filename=f"{name}.{version.kind}",
        content_type=version.content_type,
        etag=f'"{version.sha256[:32]}"',
        modified=version.uploaded_at,
        opens_in_browser=version.opens_in_browser,
        cache=cache,
    )
