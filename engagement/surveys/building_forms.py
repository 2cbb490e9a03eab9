"""The editor's forms for sections and questions; each question shows the fields that its kind has."""

from django import forms

from engagement.models import Kind, SurveyQuestion, SurveySection
from engagement.models.survey_question import lines
from guidelines.models import Statement

OF_KIND = {
    Kind.SINGLE: ["options"],
    Kind.SEVERAL: ["options"],
    Kind.SCALE: ["lowest", "highest", "lowest_label", "highest_label"],
    Kind.MATRIX: ["rows", "options"],
    Kind.SHORT: [],
    Kind.LONG: [],
    Kind.STATEMENTS: ["keys"],
}
SPECIAL = {name for names in OF_KIND.values() for name in names}
FIXED_BY_ANSWERS = ["kind", "lowest", "highest", "keys", "condition", "about"]
MOST_OPTIONS = 60
LONGEST_OPTION = 300


class SectionFacts(forms.ModelForm):
    class Meta:
        model = SurveySection
        fields = ["title", "introduction"]
        widgets = {"introduction": forms.Textarea(attrs={"rows": 2})}
        error_messages = {"title": {"required": "Give the section a title."}}


class QuestionFacts(forms.ModelForm):
    condition = forms.ChoiceField(
        label="Show it",
        required=False,
        help_text="Questions above this one can be chosen once they are saved. "
        "When the answer does not lead here, what was answered here is not sent, and readers are told so.",
    )

    class Meta:
        model = SurveyQuestion
        fields = [
            "text", "kind", "help_text", "is_required", "rows", "options", "lowest", "highest",
            "lowest_label", "highest_label", "keys", "about", "condition",
        ]  # fmt: skip
        widgets = {
            "text": forms.Textarea(attrs={"rows": 2}),
            "options": forms.Textarea(attrs={"rows": 5}),
            "rows": forms.Textarea(attrs={"rows": 4}),
            "keys": forms.Textarea(attrs={"rows": 3}),
        }
        error_messages = {"text": {"required": "Write the question."}}

    field_order = Meta.fields

    def __init__(self, *args, conditions, has_answers, guideline, **kwargs):
        super().__init__(*args, **kwargs)
        self.has_answers, self.guideline = has_answers, guideline
        self.stored = {name: getattr(self.instance, name) for name in ["kind", "options", "rows", "is_required"]}
        kind = self.instance.kind
        if self.is_bound and not has_answers:
            kind = self.data.get(self.add_prefix("kind"), kind)
        for name in SPECIAL - set(OF_KIND.get(kind, [])):
            del self.fields[name]
        self.fields["condition"].choices = conditions
        if self.instance.shown_if_id:
            self.initial["condition"] = f"{self.instance.shown_if_id}:{self.instance.shown_if_answer}"
        for name in {"options", "rows"} & set(self.fields):
            self.fields[name].widget.attrs["rows"] = min(12, len(lines(self.stored[name])) + 2)
        if kind == Kind.MATRIX:
            self.fields["options"].label = "Options of each row"
        for name in FIXED_BY_ANSWERS if has_answers else []:
            if name in self.fields:
                self.fields[name].disabled = True

    def clean_options(self):
        return self._listed("options", least=2)

    def clean_rows(self):
        return self._listed("rows", least=1)

    def _listed(self, name, *, least):
        """The lines, each once. Once there are answers, none may go or change places."""
        now, before = lines(self.cleaned_data[name]), lines(self.stored[name])
        if len(now) < least:
            raise forms.ValidationError(
                "Write at least two options, one on each line." if least > 1 else "Write the rows, one on each line."
            )
        if len(now) > MOST_OPTIONS:
            raise forms.ValidationError(f"There are {len(now)} lines; at most {MOST_OPTIONS} can be shown.")
        if longest := [line for line in now if len(line) > LONGEST_OPTION]:
            raise forms.ValidationError(
                f"“{longest[0][:40]}…” is too long: at most {LONGEST_OPTION} characters a line."
            )
        if doubles := [line for place, line in enumerate(now) if line in now[:place]]:
            raise forms.ValidationError(f"“{doubles[0]}” stands here twice.")
        if self.has_answers:
            self._keeps_its_lines(before, now)
        return "\n".join(now)

    def _keeps_its_lines(self, before, now):
        if len(now) < len(before):
            raise forms.ValidationError(
                f"People have answered with these {len(before)} lines, so none can be taken away. "
                "Mend their words, or add lines at the end."
            )
        for place, line in enumerate(before):
            if line in now and now.index(line) != place:
                raise forms.ValidationError(
                    f"“{line}” was on line {place + 1}, and people have answered with it, so it has to stay there."
                )

    def clean_is_required(self):
        wanted = self.cleaned_data["is_required"]
        if self.has_answers and wanted and not self.stored["is_required"]:
            raise forms.ValidationError("People have left it out already, so it can no longer be required.")
        return wanted

    def clean_keys(self):
        keys = list(dict.fromkeys(lines(self.cleaned_data["keys"])))
        known = set(Statement.objects.filter(guideline=self.guideline, key__in=keys).values_list("key", flat=True))
        if unknown := [key for key in keys if key not in known]:
            raise forms.ValidationError(f"No statement of this guideline has the key “{unknown[0][:60]}”.")
        return "\n".join(keys)

    def clean_about(self):
        key = self.cleaned_data["about"].strip()
        if key and not Statement.objects.filter(guideline=self.guideline, key=key).exists():
            raise forms.ValidationError(f"No statement of this guideline has the key “{key}”.")
        return key

    def clean(self):
        cleaned = super().clean()
        lowest, highest = cleaned.get("lowest"), cleaned.get("highest")
        if lowest is not None and highest is not None and not (lowest < highest <= 10):
            self.add_error("highest", "A scale rises from a lower number to a higher one, 10 at most.")
        if "condition" in cleaned:
            leader, _, value = cleaned["condition"].partition(":")
            self.instance.shown_if_id = int(leader) if leader else None
            self.instance.shown_if_answer = value
        return cleaned
