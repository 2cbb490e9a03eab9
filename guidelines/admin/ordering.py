"""The order of a draft's chapters: by button one place at a time, by dragging the whole order at once."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from guidelines import actions
from portal import posted

from .access import with_edition


@require_POST
@with_edition("change_chapter")
def view(request, edition):
    """`move` puts one chapter (“pk:position”) elsewhere; `order` and `seen` are whole lists of pks.

    Answers with the page, or with {"said"} (409 with {"error"}) when a script asks.
    """
    try:
        said = _ordered(request, edition) if "order" in request.POST else _moved(request, edition)
    except actions.Refused as refusal:
        if _is_script(request):
            return JsonResponse({"error": str(refusal)}, status=409)
        messages.error(request, str(refusal))
    else:
        if _is_script(request):
            return JsonResponse({"said": said})
        messages.success(request, said)
    return redirect(reverse("admin:guidelines_edition_change", args=[edition.pk]) + "#chapters")


def _moved(request, edition):
    pk, _, position = request.POST.get("move", "").partition(":")
    chapter = get_object_or_404(edition.chapters, pk=posted.number(pk))
    actions.move_chapter(chapter=chapter, position=posted.number(position), by=request.user)
    return f"“{chapter.title}” was moved."


def _ordered(request, edition):
    order, seen = ([posted.number(pk) for pk in request.POST.get(name, "").split(",")] for name in ("order", "seen"))
    actions.order_chapters(edition=edition, order=order, seen=seen, by=request.user)
    return "The new order is saved."


def _is_script(request):
    return request.headers.get("Accept") == "application/json"
