"""What was saved of a chapter: the list, two of them compared, one of them restored."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from guidelines import actions
from guidelines.models.chapter import PARTS
from portal import posted
from portal.paging import page_of

from .access import page, with_chapter
from .marks import marked

PER_PAGE = 50


@never_cache
@require_safe
@with_chapter("view_chapter")
def listing(request, chapter):
    """Every save, newest first, a page at a time."""
    revisions = page_of(chapter.revisions.listed(), request, size=PER_PAGE)
    newest = chapter.newest_revision
    context = page(
        request, f"What was saved of “{chapter.title}”", chapter.edition, chapter=chapter, revisions=revisions
    )
    return render(request, "desk/revisions.html", context | {"newest": newest})


@never_cache
@require_safe
@with_chapter("view_chapter")
def compare(request, chapter):
    """Two revisions, `from` and `to`, the older one first; without `from` the one before."""
    after = get_object_or_404(chapter.revisions, number=posted.number(request.GET.get("to", "")))
    before = _before(chapter, after, request.GET.get("from", ""))
    if before and before.number > after.number:
        before, after = after, before
    parts = [(name, *marked(_said(before, part), _said(after, part))) for part, name in PARTS.items()]
    context = page(request, f"Revisions of “{chapter.title}”", chapter.edition, chapter=chapter)
    newest = chapter.newest_revision
    context |= {"before": before, "after": after, "newest": newest, "parts": [each for each in parts if _differs(each)]}
    return render(request, "desk/revisions_compared.html", context)


@require_POST
@with_chapter("change_chapter")
def restore(request, chapter):
    """Makes a revision the chapter's text again, as a new save."""
    revision = get_object_or_404(chapter.revisions, number=posted.number(request.POST.get("number", "")))
    try:
        actions.restore_revision(revision=revision, by=request.user)
        messages.success(request, f"Revision {revision.number} is the text of this chapter again. Nothing was lost.")
    except actions.Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("admin:guidelines_chapter_revisions", chapter.pk)


def _before(chapter, after, asked):
    if asked:
        return get_object_or_404(chapter.revisions, number=posted.number(asked))
    return chapter.revisions.filter(number__lt=after.number).order_by("-number").first()


def _said(revision, part):
    return str(getattr(revision, part) or "") if revision else ""


def _differs(part):
    return part[1].removed or part[1].added or part[1].old != part[1].new
