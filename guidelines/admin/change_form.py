"""What an editor says of one statement that differs from the edition before."""

from dataclasses import dataclass

from django import forms
from django.utils.functional import cached_property

from guidelines import actions
from guidelines.actions.explaining import explanation_digest, facts_of
from guidelines.models.change import Kind

from .marks import marked

EDITORS_CHOICE = [
    (Kind.AMENDED, "Amended: its meaning changes"),
    (Kind.CLARIFIED, "Clarified: only its words change"),
]


def _text(label, **attributes):
    widget = forms.Textarea(attrs={"rows": 4} | attributes)
    return forms.CharField(label=label, required=False, widget=widget, max_length=2000)


class ExplanationForm(forms.Form):
    kind = forms.ChoiceField(choices=EDITORS_CHOICE, widget=forms.RadioSelect, label="Kind of change")
    reason = _text("Why")
    evidence = _text("Evidence")
    what_to_do = _text("What educators should do")
    successors = forms.MultipleChoiceField(
        label="What takes its place", required=False, widget=forms.SelectMultiple(attrs={"size": 6})
    )
    has_no_successor = forms.BooleanField(label="Nothing takes its place", required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)

    def __init__(self, data=None, *, draft, key):
        kind, said = draft.kinds[key], draft.explanations.get(key)
        self.key, self.kind_now, self.theirs = key, kind, None
        self.before, self.now = draft.before.get(key), draft.by_key.get(key)
        facts = facts_of(said)
        super().__init__(data, prefix=key, initial=facts | {"kind": kind, "seen": explanation_digest(**facts)})
        if kind not in (Kind.AMENDED, Kind.CLARIFIED):
            del self.fields["kind"]
        self.kind_stored = facts.get("kind")
        if kind == Kind.REMOVED:
            self.fields["successors"].choices = draft.names
        else:
            del self.fields["successors"], self.fields["has_no_successor"]

    @property
    def name(self):
        return (self.now or self.before).name

    @property
    def shown(self):
        """The fields that an editor fills in."""
        return [field for field in self if field.name != "seen"]

    @cached_property
    def marked(self):
        """The wording before and now in one, with what differs marked and said."""
        before = _wording(self.before.title, self.before.source) if self.before else ""
        now = _wording(self.now.statement.title, self.now.statement.source) if self.now else ""
        return marked(before, now)[0]

    def keep(self, edition, *, by):
        """Saves what was typed here and tells whether; what nobody touched is left alone. Raises Refused."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        seen = self.cleaned_data["seen"] or None
        if seen and seen == explanation_digest(**{"kind": self.kind_stored} | said):
            return False
        if not seen and not self.has_changed():
            return False
        actions.explain_change(edition=edition, key=self.key, by=by, seen=seen, **{"kind": self.kind_now} | said)
        return True

    def show_theirs(self, change):
        """Puts what somebody else saved above what was typed; the next save is a decision over both."""
        self.theirs = change
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = explanation_digest(**facts_of(change))


def _wording(title, source):
    return f"{title}\n\n{source}" if title else source


@dataclass(frozen=True)
class NotKept:
    """Words typed about a statement that no longer differs."""

    key: str
    words: str
