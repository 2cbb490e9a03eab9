from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from guidelines import actions

from .access import with_edition


@require_POST
@with_edition("change_chapter")
def view(request, edition):
    """Moves a chapter to another position, then shows the draft again."""
    pk, _, position = request.POST.get("move", "").partition(":")
    chapter = get_object_or_404(edition.chapters, pk=_number(pk))
    try:
        actions.move_chapter(chapter=chapter, position=_number(position), by=request.user)
        messages.success(request, f"“{chapter.title}” was moved.")
    except actions.Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("admin:guidelines_edition_change", edition.pk)


def _number(text):
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
