"""What was published about each change of an edition, and correcting it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from guidelines import actions
from guidelines.models import Wording
from guidelines.models.change import EXPLAINABLE, SAID
from portal.paging import page_of

from .access import page, with_edition

PER_PAGE = 25


def _text(label):
    return forms.CharField(label=label, required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))


class CorrectionForm(forms.Form):
    reason = _text("Why it changed")
    evidence = _text("Evidence")
    what_to_do = _text("What educators should do")
    why = forms.CharField(
        label="Why you correct it",
        max_length=500,
        help_text="One sentence. Readers see it with the date, and can open what the note said before.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


@never_cache
@require_safe
@with_edition("view_edition")
def listing(request, edition):
    """The notes of a released edition, a page at a time."""
    if edition.is_draft:
        return redirect("admin:guidelines_edition_changes", edition.pk)
    changes = _changes(edition).order_by("statement__key")
    at = request.GET.get("at", "")
    if at:
        changes = changes.filter(statement__key=at)
    listed = page_of(changes, request, size=PER_PAGE)
    context = page(request, f"Why edition {edition.number} changed what it changed", edition, changes=listed, at=at)
    return render(request, "desk/corrections.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@with_edition("view_edition")
def correct(request, edition, key):
    """One note, and what it says from now on."""
    if not request.user.has_perm("guidelines.release_edition"):
        raise PermissionDenied
    change = get_object_or_404(_changes(edition), statement__key=key)
    initial = {field: getattr(change.said, field) for field in SAID}
    form = CorrectionForm(request.POST or None, initial=initial | {"seen": len(change.corrections.all())})
    if form.is_valid() and _corrected(request, change, form):
        return redirect("admin:guidelines_edition_corrections", edition.pk)
    wording = Wording.objects.filter(statement=change.statement, edition__number__lte=edition.number)
    context = page(request, f"Correct the note on “{key}”", edition, change=change, form=form)
    return render(request, "desk/correct.html", context | {"wording": wording.order_by("-edition__number").first()})


def _changes(edition):
    """Those that readers are told the reason of; in a guideline's first edition nothing changed."""
    changes = edition.changes.filter(kind__in=[] if edition.is_first else EXPLAINABLE)
    changes = changes.select_related("statement__guideline", "edition__guideline")
    return changes.prefetch_related("corrections__made_by")


def _corrected(request, change, form):
    try:
        actions.correct_change(change=change, by=request.user, **form.cleaned_data)
    except actions.StaleCorrection as refusal:
        # What is typed stays; the number is raised, so that the next press is a decision over what stands now.
        form.data = form.data.copy()
        form.data["seen"] = change.corrections.count()
        form.add_error(None, str(refusal))
    except actions.Refused as refusal:
        form.add_error(None, str(refusal))
    else:
        messages.success(request, "The note is corrected. Readers see the new words, when they changed, and why.")
        return True
    return False
