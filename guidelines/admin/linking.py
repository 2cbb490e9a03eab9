"""What the editor's toolbar asks: what there is to link to, and a key for a new statement."""

from django.http import JsonResponse
from django.views.decorators.http import require_POST, require_safe

from guidelines import keys
from portal import links

from .access import with_chapter

MOST = 20


@require_safe
@with_chapter("change_chapter")
def targets(request, chapter):
    """{"found": [{"kind", "title", "target"}]} for the words in ?q=: chapters, statements, documents."""
    words = request.GET.get("q", "").replace("\x00", "").casefold().split()
    found = [*_chapters(chapter.edition, words), *links.search(words, most=MOST)]
    return JsonResponse({"found": found[:MOST]})


def _chapters(edition, words):
    """The chapters and statements of this draft whose title, address or key holds all the words. One query."""
    chapters = edition.chapters.order_by("position").values_list("slug", "title", "body")
    for number, (slug, title, _) in enumerate(chapters, start=1):
        if _has(words, f"{number} {title} {slug}"):
            yield {"kind": "Chapter", "title": f"{number} {title}", "target": f"chapter:{slug}"}
    for number, (_, _, body) in enumerate(chapters, start=1):
        for place, (key, title) in enumerate(keys.written_in(body), start=1):
            if _has(words, f"{number}.{place} {title} {key}"):
                yield {"kind": "Statement", "title": f"{number}.{place} {title or key}", "target": f"statement:{key}"}


def _has(words, text):
    text = text.casefold()
    return all(word in text for word in words)


@require_POST
@with_chapter("change_chapter")
def fresh_key(request, chapter):
    """{"key": …} for the posted `title`: in no edition of the guideline, nor in `content`, the typed text."""
    texts = [*chapter.edition.chapters.values_list("body", flat=True), request.POST.get("content", "")]
    key = keys.fresh(chapter.edition.guideline, request.POST.get("title", "")[:250], texts=texts)
    return JsonResponse({"key": key})
