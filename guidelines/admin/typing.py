"""What an open editor sends while somebody types, and what becomes of text that was not saved."""

from uuid import UUID

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from guidelines import actions
from guidelines.models import Editing
from guidelines.models.chapter import PARTS
from portal import posted

from .access import page, with_chapter
from .marks import marked
from .unsaved import waiting


@require_POST
@with_chapter("change_chapter")
def keep(request, chapter):
    """A sign of life of the editor `page`, with the text if any was typed; answers who else is here.

    409 when other text of the same person waits: then this one was not kept.
    """
    actions.say_editing(chapter=chapter, by=request.user)
    answer = {"now": round(timezone.now().timestamp() * 1000), "newest": _newest(request, chapter)}
    answer["others"] = [
        f"{each.name}, {time_format(timezone.localtime(each.seen_at), 'H:i')}"
        for each in Editing.objects.now().filter(chapter=chapter).exclude(person=request.user)
    ]
    if "body" not in request.POST:
        return JsonResponse(answer)
    try:
        actions.keep_typing(chapter=chapter, by=request.user, **_typed(request.POST))
    except actions.TypedElsewhere as refusal:
        return JsonResponse(answer | {"error": str(refusal)}, status=409)
    return JsonResponse(answer | {"kept": True})


def _newest(request, chapter):
    """The number of the newest revision, and who made it when it was somebody else."""
    newest = chapter.newest_revision
    is_theirs = newest and newest.made_by_id != request.user.pk
    return {"number": newest.number if newest else 0, "by": newest.who if is_theirs else ""}


def _typed(post):
    editor = post.get("page", "")
    try:
        editor = UUID(editor)
    except ValueError:
        editor = UUID(int=0)
    seen = posted.number(post.get("seen", ""))
    return {"page": editor, "seen": seen} | {name: post.get(name, "") for name in PARTS}


@require_POST
@with_chapter("change_chapter")
def forget(request, chapter):
    actions.forget_typing(chapter=chapter, by=request.user)
    messages.success(request, "The text that you had not saved is forgotten.")
    address = reverse("admin:guidelines_chapter_change", args=[chapter.pk])
    return redirect(f"{address}?forgot=1")  # the browser’s own copy goes too


@never_cache
@require_safe
@with_chapter("change_chapter")
def look(request, chapter):
    """The unsaved text beside what is saved, with the differences marked."""
    kept = waiting(chapter, request.user)
    if kept is None:
        messages.info(request, "There is no text that you have not saved.")
        return redirect("admin:guidelines_chapter_change", chapter.pk)
    pairs = [(name, getattr(chapter, part), getattr(kept, part)) for part, name in PARTS.items()]
    parts = [(name, *marked(saved, typed)) for name, saved, typed in pairs if saved != typed]
    title = f"Your unsaved text in “{chapter.title}”"
    context = page(request, title, chapter.edition, chapter=chapter, kept=kept, parts=parts)
    return render(request, "desk/unsaved.html", context)
