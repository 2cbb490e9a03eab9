from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from guidelines import actions, progress
from guidelines.draft import Draft
from portal import markdown
from portal.posted import line_ends

from .access import page, with_edition


class Words(forms.CharField):
    """A few sentences; an empty line between paragraphs is kept."""

    def __init__(self, *, rows=4, **kwargs):
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def clean(self, value):
        return line_ends(super().clean(value))


class AskForm(forms.Form):
    note = Words(
        label="What reviewers should look at", required=False, max_length=2000, help_text="You may leave this empty."
    )


class VerdictForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput)
    words = Words(
        label="What you think of it",
        required=False,
        max_length=5000,
        help_text="When you ask for changes, say which.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@with_edition("view_edition")
def view(request, edition):
    """Who has looked at this text and what they said; asks for a review, approves, asks for changes."""
    draft = Draft(edition, parse=markdown.read) if edition.is_draft else None
    release = None if draft else getattr(edition, "release", None)
    fingerprint = draft.fingerprint if draft else release.fingerprint if release else ""
    deed = request.POST.get("deed", "")
    asking = AskForm(request.POST if deed == "ask" else None)
    saying = VerdictForm(request.POST if deed in ("approve", "changes") else None, initial={"seen": fingerprint})
    bound = next((form for form in (asking, saying) if form.is_bound), None)
    if bound and bound.is_valid():
        if _done(request, edition, deed, bound.cleaned_data):
            return redirect("admin:guidelines_edition_change", edition.pk)
        saying = VerdictForm(initial=saying.is_bound and saying.cleaned_data | {"seen": fingerprint})
    context = page(request, f"Review of edition {edition.number}", edition, asking=asking, saying=saying)
    context |= {"progress": draft and progress.of(draft), "release": release, "fingerprint": fingerprint}
    context |= _may(request.user, edition, release)
    context["verdicts"] = edition.verdicts.select_related("made_by", "link_seen_by").order_by("-pk")
    return render(request, "desk/review.html", context)


def _may(user, edition, release):
    waits = edition.is_draft or bool(release and release.lacks_approval)
    is_own = user.pk in (edition.changed_by_id, release and release.made_by_id)
    may_say = waits and user.has_perm("guidelines.approve_edition")
    return {
        "may_ask": edition.is_draft and user.has_perm("guidelines.change_chapter"),
        "may_say": may_say and (edition.is_draft or not is_own),
        "is_own_work": may_say and is_own,
    }


def _done(request, edition, deed, said):
    may = "guidelines.change_chapter" if deed == "ask" else "guidelines.approve_edition"
    if not request.user.has_perm(may):
        raise PermissionDenied
    about = {"edition": edition, "by": request.user}
    try:
        if deed == "ask":
            actions.ask_for_review(note=said["note"], **about)
            words = f"You asked for a review of {edition}."
        elif deed == "approve":
            actions.approve(fingerprint=said["seen"], words=said["words"], **about)
            words = f"You approved {edition}."
        else:
            actions.ask_for_changes(fingerprint=said["seen"], words=said["words"], **about)
            words = f"You asked for changes to {edition}."
    except actions.Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, words)
    return True
