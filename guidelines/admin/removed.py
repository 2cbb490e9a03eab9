"""Chapters that were removed from a draft, and the way back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from guidelines import actions

from .access import with_edition

MOST = 50  # shown on the edition's page


@require_POST
@with_edition("add_chapter")
def bring_back(request, edition):
    """Puts the chapter with the posted `key` back into the draft."""
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError:
        raise Http404("no such chapter") from None
    try:
        chapter = actions.bring_back_chapter(edition=edition, key=key, by=request.user)
        messages.success(request, f"“{chapter.title}” is back, as the last chapter, at the address “{chapter.slug}”.")
    except actions.Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(reverse("admin:guidelines_edition_change", args=[edition.pk]) + "#chapters")
