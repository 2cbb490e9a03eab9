"""A chapter as a file beside its page: Markdown and JSON."""

import re

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404

from guidelines import reading
from guidelines.api.shapes import WholeChapterOut
from guidelines.models import Chapter
from portal.api.answering import answered, only_read

BY_NAME = re.compile(r"\]\((statement|chapter|document):([a-z0-9_-]+)(#[^)\s]*)?(?=[)\s])", re.IGNORECASE)


@only_read
def chapter(request, guideline, chapter, format):
    number = reading.current_edition(guideline).values_list("number", flat=True).first()
    return pinned_chapter(request, guideline, number or 0, chapter, format)


@only_read
def pinned_chapter(request, guideline, number, chapter, format):
    rows = Chapter.objects.released().select_related("edition__guideline")
    chapter = get_object_or_404(rows, edition__guideline__slug=guideline, edition__number=number, slug=chapter)
    if format == "json":
        return answered(request, JsonResponse(WholeChapterOut.from_orm(chapter).model_dump()))
    return answered(request, HttpResponse(_markdown(chapter), content_type="text/markdown; charset=utf-8"))


def _markdown(chapter):
    """The text as it was written, under its title, with links by name made whole."""
    edition = chapter.edition
    below = f"{settings.SITE_URL}{edition.get_absolute_url()}"
    folders = {
        "statement": f"{below}statements/",
        "chapter": f"{below}chapters/",
        "document": f"{settings.SITE_URL}/resources/",
    }
    body = BY_NAME.sub(lambda found: f"]({folders[found[1].lower()]}{found[2]}/{found[3] or ''}", chapter.body)
    source = f"{edition.guideline.title}, edition {edition.number}: <{below}chapters/{chapter.slug}/>"
    return f"# {chapter.title}\n\n{body.rstrip()}\n\n*{source}*\n"
