"""What the public reads of documents, news and standing pages."""

from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from portal.paging import page_of
from resources.filters import DocumentFilter
from resources.models import Document, NewsItem, Page

NEWS_PER_PAGE = 20


@require_safe
def documents(request):
    form = DocumentFilter(request.GET)
    if not form.is_valid():
        raise BadRequest("a filter that is not offered")
    return render(request, "resources/documents.html", {"form": form, "documents": form.found()})


@require_safe
def document(request, slug):
    return render(request, "resources/document.html", {"document": get_object_or_404(Document, slug=slug)})


@require_safe
def download(request, slug):
    """The newest file, under the document's own name; or the way to where another publisher keeps it."""
    document = get_object_or_404(Document, slug=slug)
    if not document.file:
        return redirect(document.url)
    suffix = PurePosixPath(document.file.name).suffix.lower()
    try:
        content = document.file.open("rb")
    except FileNotFoundError:
        raise Http404("the file is not in storage") from None
    # Only PDF opens in the browser: anything else could be made to run there in our name.
    return FileResponse(content, filename=f"{slug}{suffix}", as_attachment=suffix != ".pdf")


@require_safe
def news(request):
    page = page_of(NewsItem.objects.public().defer("body", "html"), request, size=NEWS_PER_PAGE)
    is_first = page.number == 1
    context = {
        "page": page,
        "title": "News and events" if is_first else f"News and events, page {page.number}",
        "canonical": settings.SITE_URL + request.path + ("" if is_first else f"?page={page.number}"),
    }
    return render(request, "resources/news.html", context)


@require_safe
def news_item(request, slug):
    item = get_object_or_404(NewsItem.objects.public().select_related("guideline"), slug=slug)
    return render(request, "resources/news_item.html", {"item": item})


@require_safe
def page(request, slug):
    return render(request, "resources/page.html", {"page": get_object_or_404(Page, slug=slug)})
