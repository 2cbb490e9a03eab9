from django import forms
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.widgets import AdminSplitDateTime
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from guidelines import actions, preflight, progress
from guidelines.draft import Draft
from portal import markdown

from .access import page, with_draft, with_edition
from .reviewing import Words


class DateAndTime(AdminSplitDateTime):
    """Django's own, with a name for each of its two boxes."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for widget, name in zip(self.widgets, ("Date", "Time"), strict=True):
            widget.attrs["aria-label"] = name


class ReleaseForm(forms.Form):
    """`must_say_why` is a release without approval."""

    seen = forms.CharField(widget=forms.HiddenInput)
    at = forms.SplitDateTimeField(
        label="Release at",
        required=False,
        widget=DateAndTime,
        help_text="Europe/London time. Leave both empty to release now.",
    )
    reason = Words(
        label="Why it cannot wait for an approval",
        max_length=2000,
        help_text="Kept with the edition, which stays marked at the desk until somebody else approves it. "
        "Readers do not see it.",
    )

    def __init__(self, *args, must_say_why, **kwargs):
        super().__init__(*args, **kwargs)
        if not must_say_why:
            del self.fields["reason"]

    def clean_at(self):
        at = self.cleaned_data["at"]
        if at and at < timezone.now():
            raise forms.ValidationError("This moment has passed. Choose a later one, or leave it empty to release now.")
        return at


@require_http_methods(["GET", "HEAD", "POST"])
@with_draft("release_edition")
def view(request, edition):
    """What a release would make public, what stops it, who has approved it, and the button."""
    draft = Draft(edition, parse=markdown.read)
    state = progress.of(draft)
    may_release = bool(state.approval) or request.user.has_perm("guidelines.force_release")
    why = {"must_say_why": not state.approval}
    form = ReleaseForm(request.POST or None, initial={"seen": draft.fingerprint}, **why)
    if may_release and form.is_valid():
        if _released(request, edition, form.cleaned_data):
            return redirect("admin:guidelines_edition_change", edition.pk)
        # The page now shows the draft as it is, so the next press of the button means this text.
        form = ReleaseForm(initial=form.cleaned_data | {"seen": draft.fingerprint}, **why)
    context = page(request, f"Release edition {edition.number}", edition, form=form, draft=draft, progress=state)
    context |= {"findings": preflight.findings(draft), "may_release": may_release}
    return render(request, "desk/release.html", context)


def _released(request, edition, wanted):
    try:
        edition = actions.release(edition=edition, by=request.user, **wanted)
    except actions.Refused as refusal:
        messages.error(request, str(refusal))
        return False
    LogEntry.objects.log_actions(
        request.user.pk, [edition], CHANGE, f"Released edition {edition.number}.", single_object=True
    )
    messages.success(request, f"{edition} {'is public' if edition.is_public else 'is scheduled'}.")
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@with_edition("release_edition")
def unschedule(request, edition):
    """Asks whether the scheduled edition shall be a draft again, and makes it one."""
    if request.method != "POST" and not edition.is_draft and not edition.is_public:
        return render(request, "desk/unschedule.html", page(request, f"Unschedule edition {edition.number}", edition))
    try:
        actions.unschedule(edition=edition, by=request.user)
        messages.success(request, f"{edition} is a draft again. It will not become public by itself.")
    except actions.Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("admin:guidelines_edition_change", edition.pk)
