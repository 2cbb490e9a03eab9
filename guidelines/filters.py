"""What readers may narrow the list of statements by."""

from django import forms
from django.db.models import Q

from guidelines import reading
from guidelines.models.change import STANDING_KINDS


class StatementFilter(forms.Form):
    """Chapter, profession, kind of change and words, for the statements of one edition; all may be left empty."""

    q = forms.CharField(label="Words in the statement", required=False, max_length=100)
    chapter = forms.ChoiceField(required=False)
    profession = forms.ChoiceField(label="For my profession", required=False)
    kind = forms.ChoiceField(
        label="What happened to it",
        required=False,
        choices=[("", "Anything")] + [(kind, kind.label) for kind in STANDING_KINDS],
    )

    def __init__(self, *args, edition, **kwargs):
        super().__init__(*args, prefix=None, auto_id="filter_%s", **kwargs)
        self.edition = edition
        self.fields["chapter"].choices = [("", "All chapters")] + [
            (chapter["slug"], f"{number} {chapter['title']}")
            for number, chapter in enumerate(edition.contents, start=1)
        ]
        self.professions = reading.professions(edition)
        self.fields["profession"].choices = [("", "All professions")] + [
            (name, name.capitalize()) for name in self.professions
        ]

    @property
    def is_narrowed(self):
        return any(self.cleaned_data.values())

    def found(self):
        """The wordings that fit, in reading order, each with the `kind` of its change."""
        wordings = reading.wordings().filter(edition=self.edition).order_by("position").with_kind()
        wanted = self.cleaned_data
        if wanted["chapter"]:
            wordings = wordings.filter(chapter__slug=wanted["chapter"])
        if wanted["profession"]:
            wordings = wordings.for_profession(wanted["profession"])
        if wanted["kind"]:
            wordings = wordings.filter(kind=wanted["kind"])
        for word in wanted["q"].split():
            wordings = wordings.filter(
                Q(text__icontains=word) | Q(title__icontains=word) | Q(statement__key__icontains=word)
            )
        return wordings
