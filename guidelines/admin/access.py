"""Who may open the desk's own pages about an edition."""

from functools import wraps

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from guidelines.models import Edition


def with_edition(permission):
    """Hands the view its edition by pk, once the person has that permission of the guidelines app."""

    def decorate(view):
        @wraps(view)
        def guarded(request, pk, **kwargs):
            if not request.user.has_perm(f"guidelines.{permission}"):
                raise PermissionDenied
            edition = get_object_or_404(Edition.objects.select_related("guideline"), pk=pk)
            return view(request, edition, **kwargs)

        return guarded

    return decorate


def page(request, title, edition, **context):
    """What a template of the desk needs around its own content."""
    return (
        admin.site.each_context(request)
        | {"title": title, "edition": edition, "opts": Edition._meta}
        | context
    )
