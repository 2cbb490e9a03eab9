"""For the chapter's admin class: whatever an editor typed outlives a save that is refused."""

from contextlib import suppress
from uuid import uuid4

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from guidelines import actions
from guidelines.models import Chapter, Editing, Revision, Typing
from guidelines.models.chapter import PARTS, say_the_same
from portal import posted

from .marks import marked


class KeepsWhatWasTyped:
    """A stale save shows both texts; a save that is refused otherwise keeps the text as unsaved."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except actions.StaleChapter:
            # Somebody else was quicker by a moment: the form, checked again, finds and shows it.
            return super().changeform_view(request, object_id, form_url, extra_context)
        except actions.Refused:
            self._keep_refused(request, object_id)
            raise

    def _keep_refused(self, request, object_id):
        chapter = Chapter.objects.filter(pk=posted.number(object_id or "")).first()
        if chapter and request.method == "POST":
            _keep(request, chapter, page=uuid4())

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        if request.method == "POST" and request.POST.get("body"):
            context = self.admin_site.each_context(request) | {"title": "This chapter is gone", "typed": request.POST}
            return render(request, "desk/chapter_gone.html", context, status=410)
        return super()._get_obj_does_not_exist_redirect(request, opts, object_id)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        is_asked_for = obj and request.method == "GET" and request.GET.get("use") == "kept"
        form.kept = waiting(obj, request.user) if is_asked_for else None
        return form

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["show_save_and_add_another"] = False
        if obj and self.has_change_permission(request, obj):
            form = context["adminform"].form
            context |= {
                "kept": None if form.kept or form.is_bound else waiting(obj, request.user),
                "others": Editing.objects.now().filter(chapter=obj).exclude(person=request.user),
                "typing": _for_the_browser(request, obj),
            }
            if form.stale:
                _keep(request, obj, page=form.cleaned_data["page"] or uuid4())
                context["both"] = _both(form)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


def _keep(request, chapter, *, page):
    """Keeps the posted text as unsaved, unless another text of this person waits already."""
    said = {name: request.POST.get(name, "") for name in PARTS}
    stored, seen = Chapter.objects.get(pk=chapter.pk), posted.number(request.POST.get("seen", ""))
    with suppress(actions.TypedElsewhere):
        actions.keep_typing(chapter=stored, by=request.user, page=page, seen=seen, **said)


def waiting(chapter, person):
    """The person's unsaved text in that chapter, or None when there is none or the chapter says it already."""
    typing = Typing.objects.filter(chapter=chapter.pk, person=person).first()
    stored = Chapter.objects.filter(pk=chapter.pk).only(*PARTS).first()
    return typing if typing and not say_the_same(typing, stored) else None


def _for_the_browser(request, chapter):
    """What the script needs that keeps text while it is typed; times in milliseconds since 1970."""
    mine = Revision.objects.filter(chapter=chapter, made_by=request.user).order_by("-number")
    saved_at = mine.values_list("made_at", flat=True).first()
    return {
        "url": reverse("admin:guidelines_chapter_typing", args=[chapter.pk]),
        "name": f"{request.user.pk}/{chapter.key}/{chapter.edition_id}",
        "now": round(timezone.now().timestamp() * 1000),
        "saved_at": round(saved_at.timestamp() * 1000) if saved_at else 0,
    }


def _both(form):
    """Theirs and what was typed, part by part, and as one text with the differences marked."""
    pairs = [(name, str(getattr(form.theirs, name) or ""), form.cleaned_data.get(name) or "") for name in form.typed]
    return [(PARTS[name], *marked(theirs, str(mine))) for name, theirs, mine in pairs if theirs != str(mine)]
