"""Pre-flight: one page that says what stops a release and what merely deserves a look."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guidelines import preflight
from guidelines.draft import Draft
from portal import markdown

from .access import page, with_draft


@never_cache
@require_safe
@with_draft("view_edition")
def view(request, edition):
    """Both lists, each item with the way to the very place."""
    draft = Draft(edition, parse=markdown.read)
    context = page(request, f"Check edition {edition.number}", edition, findings=preflight.findings(draft))
    return render(request, "desk/check.html", context | {"looks": preflight.worth_a_look(draft)})
