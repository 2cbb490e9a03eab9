"""A draft to take away, for signed-in editors: built now, marked as a draft, never stored."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guidelines import exports
from guidelines.exports import publication

from .access import with_edition


@never_cache
@require_safe
@with_edition("view_edition")
def view(request, edition, format):
    """The file of this edition, draft or not, as it is now."""
    if format not in exports.FORMATS:
        raise Http404("no such format")
    kind = exports.FORMATS[format]
    try:
        content = kind.build(publication.of(edition))
    except exports.CannotBuild as refusal:
        messages.error(request, f"The {kind.label} file cannot be made. {refusal}")
        return redirect("admin:guidelines_edition_change", edition.pk)
    name = exports.file_name(edition, format)
    headers = {"Content-Disposition": content_disposition_header(True, name), "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=kind.content_type, headers=headers)
