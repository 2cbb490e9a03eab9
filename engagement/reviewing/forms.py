"""What reviewers and editors fill in."""

from datetime import timedelta

from django import forms
from django.core import signing
from django.utils import timezone

from engagement.models.review_comment import MOST
from portal import secret_links
from portal.public_forms import PublicForm

from .actions import HOLDS

SALT = "secret of a new review link"
TOO_LONG = "This is %(show_value)d characters long; at most %(limit_value)d fit. Say it in several parts."


class Words(forms.CharField):
    """Sentences; empty lines between paragraphs are kept, line ends are counted once."""

    def __init__(self, *, rows=4, most=MOST, **kwargs):
        errors = {"max_length": TOO_LONG} | kwargs.pop("error_messages", {})
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), max_length=most, error_messages=errors, **kwargs)
        self.widget.attrs.pop("maxlength", None)  # a pasted text is refused in a sentence, never cut off in silence

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


def name_field():
    return forms.CharField(label="Your name", max_length=150, error_messages={"required": "Write your name."})


class CommentForm(PublicForm):
    purpose = "review comment"
    about = forms.CharField(widget=forms.HiddenInput, max_length=80)
    words = Words(label="Your comment", error_messages={"required": "Write your comment."})
    name = name_field()


class VerdictForm(PublicForm):
    purpose = "verdict"
    seen = forms.CharField(widget=forms.HiddenInput)
    deed = forms.ChoiceField(
        choices=[("approve", "approve"), ("changes", "ask for changes")],
        error_messages={"required": "Use one of the two buttons.", "invalid_choice": "Use one of the two buttons."},
    )
    words = Words(label="What you want to say about the whole draft", required=False)
    name = name_field()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("deed") == "changes" and "words" in cleaned and not cleaned["words"]:
            self.add_error("words", "Say what should change.")
        return cleaned

    @property
    def said(self):
        return {name: self.cleaned_data[name] for name in ("deed", "words", "name")}

    def show_again(self, *, seen):
        """With what was typed, about the text as it is now, to be sent once more."""
        self.data = self.data.copy()
        self.data["seen"], self.data["ticket"] = seen, self.initial["ticket"]


def fresh_secret():
    return signing.dumps(secret_links.make()[0], salt=SALT)


def read_secret(value):
    """The secret that a page brought; a page open for more than a day, or a forged one, gets another."""
    try:
        return signing.loads(value, salt=SALT, max_age=24 * 60 * 60)
    except signing.BadSignature:
        return secret_links.make()[0]


class LinkForm(forms.Form):
    """The page brings the new link's secret, signed: sent twice, it makes one link."""

    secret = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(label="Reviewer’s name", max_length=150)
    organisation = forms.CharField(required=False, max_length=150, help_text="You may leave this empty.")
    email = forms.EmailField(
        label="E-mail",
        required=False,
        help_text="The link is sent there. Without it, copy the link and send it yourself.",
    )
    expires_on = forms.DateField(
        label="Works until the end of",
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="The draft’s release ends it in any case.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("expires_on", timezone.localdate() + HOLDS)
        self.initial["secret"] = fresh_secret()

    def clean_secret(self):
        return read_secret(self.cleaned_data["secret"])

    def clean_expires_on(self):
        day = self.cleaned_data["expires_on"]
        if not timezone.localdate() <= day <= timezone.localdate() + timedelta(days=366):
            raise forms.ValidationError("Choose a day from today on, within a year.")
        return day


class AnswerForm(forms.Form):
    words = Words(label="Your answer", required=False, rows=3)
    resolve = forms.BooleanField(label="This settles it", required=False)
