"""A draft as readers will see it, for signed-in editors."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guidelines.draft import Draft
from portal import markdown

from .access import with_edition


@never_cache
@require_safe
@with_edition("view_edition")
def cover(request, edition):
    """The draft's chapters, each a link to its preview."""
    chapters = edition.chapters.order_by("position").only("edition", "slug", "title")
    return render(request, "desk/preview_cover.html", {"chapters": chapters, "edition": edition})


@never_cache
@require_safe
@with_edition("view_edition")
def chapter(request, edition, slug):
    """One chapter, rendered now from what is saved."""
    draft = Draft(edition)
    chapter = draft.chapter(slug)
    if chapter is None:
        raise Http404
    html = mark_safe(draft.html(chapter))  # noqa: S308 - portal.markdown has just sanitised it
    return render(
        request, "desk/preview_chapter.html", {"chapter": chapter, "edition": edition, "draft": draft, "html": html}
    )


@require_safe
@with_edition("view_edition")
def statement(request, edition, key):
    """A draft's statement has no page of its own yet: shows it in its chapter."""
    placed = Draft(edition, parse=markdown.read).by_key.get(key)
    if placed is None:
        raise Http404
    return redirect(f"../../chapters/{placed.chapter.slug}/#{key}")
