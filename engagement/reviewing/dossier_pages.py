"""The dossier as a page to read and print, and as JSON."""

from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from engagement.models import ReviewComment
from guidelines.admin.access import with_edition
from guidelines.models import Release, Withdrawal

from . import changes, dossier


@never_cache
@require_safe
@with_edition("view_edition")
def json(request, edition):
    response = JsonResponse(dossier.facts(edition), json_dumps_params={"ensure_ascii": False, "indent": 1})
    name = f"dossier-{edition.guideline.slug}-edition-{edition.number}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@never_cache
@require_safe
@with_edition("view_edition")
def html(request, edition):
    """Everything on one page, in the readers' look, which prints well."""
    base = reverse("admin:guidelines_edition_preview", args=[edition.pk])
    context = {
        "edition": edition,
        "previous": edition.previous,
        "changed": changes.mark_all(changes.of(edition, base=base)),
        "release": Release.objects.filter(edition=edition).select_related("made_by", "approval__made_by").first(),
        "withdrawal": Withdrawal.objects.filter(edition=edition).select_related("made_by").first(),
        "asked": edition.reviews.select_related("asked_by"),
        "verdicts": edition.verdicts.select_related("made_by"),
        "links": edition.review_links.select_related("made_by"),
        "comments": ReviewComment.objects.told().filter(edition=edition),
        "chapters": edition.chapters.order_by("position").values("title", "position"),
        "acts": dossier.acts(edition),
    }
    return render(request, "reviewing/dossier.html", context)
