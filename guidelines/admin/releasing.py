from django import forms
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.widgets import AdminSplitDateTime
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from guidelines import actions, preflight
from guidelines.draft import Draft

from .access import page, with_draft


class ReleaseForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput)
    at = forms.SplitDateTimeField(
        label="Release at",
        required=False,
        widget=AdminSplitDateTime,
        help_text="Europe/London time. Leave both empty to release now.",
    )

    def clean_at(self):
        at = self.cleaned_data["at"]
        if at and at < timezone.now():
            raise forms.ValidationError("This moment has passed. Choose a later one, or leave it empty to release now.")
        return at


@require_http_methods(["GET", "HEAD", "POST"])
@with_draft("release_edition")
def view(request, edition):
    """What a release would make public, what stops it, and the button."""
    draft = Draft(edition)
    form = ReleaseForm(request.POST or None, initial={"seen": draft.fingerprint})
    if form.is_valid():
        if _released(request, edition, form.cleaned_data):
            return redirect("admin:guidelines_edition_change", edition.pk)
        # The page now shows the draft as it is, so the next press of the button means this text.
        form = ReleaseForm(initial=form.cleaned_data | {"seen": draft.fingerprint})
    context = page(request, f"Release edition {edition.number}", edition, form=form, draft=draft)
    return render(request, "desk/release.html", context | {"findings": preflight.findings(draft)})


def _released(request, edition, wanted):
    try:
        edition = actions.release(edition=edition, by=request.user, at=wanted["at"], seen=wanted["seen"])
    except actions.Refused as refusal:
        messages.error(request, str(refusal))
        return False
    LogEntry.objects.log_actions(
        request.user.pk, [edition], CHANGE, f"Released edition {edition.number}.", single_object=True
    )
    messages.success(request, f"{edition} {'is public' if edition.is_public else 'is scheduled'}.")
    return True
