"""What somebody fills in about a page, or to ask for an accessible format; and what an editor answers."""

from django import forms

from engagement.public_fields import Email, Paragraphs, VisitorForm

NOTHING = "Say whether the page was useful, or write what you were looking for or what went wrong."
MOST = 4000


class PageForm(VisitorForm):
    purpose = "feedback"
    kind = "page"
    page = forms.CharField(widget=forms.HiddenInput, required=False)
    was_useful = forms.ChoiceField(
        label="Was this page useful?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "Choose yes or no, or neither."},
    )
    looking_for = Paragraphs(
        label="What were you looking for?", most=MOST, rows=3, required=False, help_text="Up to 4,000 characters."
    )
    went_wrong = Paragraphs(
        label="What went wrong, or what could be better?",
        most=MOST,
        rows=5,
        required=False,
        help_text="Up to 4,000 characters. Please do not write anything about patients or students.",
    )
    email = Email(label="Your e-mail address", required=False, help_text="Only if you would like an answer.")

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not any(cleaned.get(name) for name in ("was_useful", "looking_for", "went_wrong")):
            self.add_error("was_useful", NOTHING)
        return cleaned

    @property
    def facts(self):
        useful = {"yes": True, "no": False}.get(self.cleaned_data["was_useful"])
        texts = {name: self.cleaned_data[name] for name in ("looking_for", "went_wrong", "email")}
        return texts | {"was_useful": useful}


class FormatForm(VisitorForm):
    purpose = "feedback"
    kind = "format"
    page = forms.CharField(widget=forms.HiddenInput, required=False)
    ask = forms.CharField(widget=forms.HiddenInput, required=False, initial="format")
    wanted = Paragraphs(
        label="Which format do you need?",
        most=MOST,
        rows=4,
        help_text="Such as large print, plain text, a Word file, or something that your screen reader can read. "
        "If you like, tell us what you use.",
        error_messages={"required": "Write which format you need."},
    )
    email = Email(
        label="Your e-mail address",
        help_text="So that we can send it to you.",
        error_messages={"required": "Write your e-mail address, so that we can send it to you."},
    )

    @property
    def facts(self):
        return {name: self.cleaned_data[name] for name in ("wanted", "email")}


class AnswerForm(forms.Form):
    answer = Paragraphs(
        label="Answer",
        most=10_000,
        rows=6,
        required=False,
        help_text="Sent to the address that they gave, with what they wrote below it.",
    )
