from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from guidelines import actions
from guidelines.draft import Draft
from guidelines.models.change import EXPLAINABLE, Kind

from .access import page, with_draft

EDITORS_CHOICE = [
    (Kind.AMENDED, "Amended: its meaning changes"),
    (Kind.CLARIFIED, "Clarified: only its words change"),
]


class ExplanationForm(forms.Form):
    """What an editor says of one statement that differs."""

    kind = forms.ChoiceField(choices=EDITORS_CHOICE, widget=forms.RadioSelect, label="Kind of change")
    reason = forms.CharField(label="Why", required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
    evidence = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
    what_to_do = forms.CharField(
        label="What educators should do",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    successors = forms.MultipleChoiceField(
        label="What takes its place", required=False, widget=forms.SelectMultiple(attrs={"size": 6})
    )
    has_no_successor = forms.BooleanField(label="Nothing takes its place", required=False)

    def __init__(self, *args, draft, key, **kwargs):
        kind, said = draft.kinds[key], draft.explanations.get(key)
        super().__init__(*args, prefix=key, initial=_initial(said, kind), **kwargs)
        self.key, self.kind_now = key, kind
        self.before, self.now = draft.before.get(key), draft.by_key.get(key)
        if kind not in (Kind.AMENDED, Kind.CLARIFIED):
            del self.fields["kind"]
        if kind == Kind.REMOVED:
            names = [(placed.statement.key, f"{placed.number} {placed.name}") for placed in draft.by_key.values()]
            self.fields["successors"].choices = names
        else:
            del self.fields["successors"], self.fields["has_no_successor"]

    @property
    def name(self):
        return (self.now or self.before).name

    def keep(self, edition, by):
        said = {"kind": self.kind_now} | self.cleaned_data
        actions.explain_change(edition=edition, key=self.key, by=by, **said)


def _initial(said, kind):
    if said is None:
        return {"kind": kind}
    fields = ["reason", "evidence", "what_to_do", "has_no_successor"]
    successors = [successor.key for successor in said.successors.all()]
    return {"kind": kind, "successors": successors} | {field: getattr(said, field) for field in fields}


@require_http_methods(["GET", "HEAD", "POST"])
@with_draft("change_chapter")
def view(request, edition):
    """One screen to say why each statement differs from the edition before."""
    draft = Draft(edition)
    keys = [key for key, kind in draft.kinds.items() if kind in EXPLAINABLE and draft.previous]
    forms_by_statement = [ExplanationForm(request.POST or None, draft=draft, key=key) for key in keys]
    checked = [form.is_valid() for form in forms_by_statement]  # every form, so that all errors show at once
    if request.method == "POST" and all(checked):
        return _keep(request, edition, forms_by_statement)
    context = page(request, f"What changes in edition {edition.number}", edition, forms=forms_by_statement, draft=draft)
    return render(request, "desk/changes.html", context)


def _keep(request, edition, filled):
    try:
        for form in filled:
            if form.has_changed():
                form.keep(edition, request.user)
        messages.success(request, "The explanations are saved.")
    except actions.Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("admin:guidelines_edition_changes", edition.pk)
