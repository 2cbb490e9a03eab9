"""Who may open the desk's own pages about an edition."""

from functools import wraps

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect

from guidelines import actions
from guidelines.models import Chapter, Edition


class SaysWhyRefused:
    """For admin classes: what was refused brings the editor back to the page, with the sentence that says why."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            if request.method == "POST" and object_id:
                self._refuse_released(request, self.get_object(request, unquote(object_id)))
            return super().changeform_view(request, object_id, form_url, extra_context)
        except actions.Refused as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(request.get_full_path())

    def _refuse_released(self, request, obj):
        edition = getattr(obj, "edition", obj)
        if edition and not edition.is_draft and self.has_view_permission(request, obj):
            raise actions.NotADraft(edition)


def with_edition(permission):
    """Hands the view its edition by pk, once the person has that permission of the guidelines app."""
    return _hands(Edition.objects.select_related("guideline"), permission)


def with_chapter(permission):
    """Hands the view its chapter by pk, once the person has that permission of the guidelines app."""
    return _hands(Chapter.objects.select_related("edition__guideline"), permission)


def _hands(rows, permission):
    def decorate(view):
        @wraps(view)
        def guarded(request, pk, **kwargs):
            if not request.user.has_perm(f"guidelines.{permission}"):
                raise PermissionDenied
            return view(request, get_object_or_404(rows, pk=pk), **kwargs)

        return guarded

    return decorate


def with_draft(permission):
    """As with_edition; who asks for one that has been released is told so, on its page."""

    def decorate(view):
        @wraps(view)
        def only_drafts(request, edition, **kwargs):
            if not edition.is_draft:
                messages.error(request, str(actions.NotADraft(edition)))
                return redirect("admin:guidelines_edition_change", edition.pk)
            return view(request, edition, **kwargs)

        return with_edition(permission)(only_drafts)

    return decorate


def page(request, title, edition, **context):
    """What a template of the desk needs around its own content."""
    return admin.site.each_context(request) | {"title": title, "edition": edition, "opts": Edition._meta} | context
