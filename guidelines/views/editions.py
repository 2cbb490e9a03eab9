"""The history of a guideline, and each edition as it was released."""

from itertools import groupby

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from guidelines import reading, withdrawn
from guidelines.models.change import TOLD, Kind


@require_safe
def editions(request, guideline):
    found = reading.editions().filter(guideline__slug=guideline).annotate(**reading.counts()).order_by("-number")
    if not found:
        raise Http404
    context = {"editions": found, "edition": found[0], "guideline": found[0].guideline}
    context["withdrawn"] = withdrawn.listed(found[0].guideline)
    return render(request, "guidelines/editions.html", context)


@require_safe
def edition(request, guideline, number):
    edition = get_object_or_404(reading.editions(), guideline__slug=guideline, number=number)
    context = {
        "edition": edition,
        "guideline": edition.guideline,
        "canonical": settings.SITE_URL + edition.guideline.get_absolute_url(),
        "changes": [] if edition.is_first else _by_kind(reading.changes().filter(edition=edition)),
    }
    return render(request, "guidelines/edition.html", context)


def _by_kind(changes):
    """[(kind, its changes)] in the order that matters to educators, without what stayed as it was."""
    told = changes.exclude(kind=Kind.UNCHANGED).annotate(**reading.called("statement"))
    ordered = sorted(told, key=lambda change: (TOLD.index(change.kind), change.statement.key))
    return [(Kind(kind), list(group)) for kind, group in groupby(ordered, key=lambda change: change.kind)]
