"""Who may open the desk's own pages about a survey, and what these pages have in common."""

from functools import wraps

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from engagement.models import Survey


def with_survey(permission):
    """Hands the view its survey by pk, once the person has that permission of the engagement app."""

    def decorate(view):
        @wraps(view)
        def guarded(request, pk, **kwargs):
            if not request.user.has_perm(f"engagement.{permission}"):
                raise PermissionDenied
            return view(request, get_object_or_404(Survey.objects.select_related("guideline"), pk=pk), **kwargs)

        return guarded

    return decorate


def page(request, title, survey, **context):
    """What a template of the desk needs around its own content."""
    return admin.site.each_context(request) | {"title": title, "survey": survey, "opts": Survey._meta} | context
