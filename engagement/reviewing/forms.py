"""What reviewers and editors fill in."""

from datetime import timedelta

from django import forms
from django.contrib.auth import get_user_model
from django.core import signing
from django.utils import timezone
from django.utils.crypto import salted_hmac

from engagement.models.review_comment import MOST
from portal import secret_links
from portal.forms import DayField
from portal.posted import line_ends
from portal.public_forms import PublicForm

from .actions import HOLDS

SALT = "review link"
TOO_LONG = "This is %(show_value)d characters long; at most %(limit_value)d fit. Say it in several parts."


class Words(forms.CharField):
    """Sentences; empty lines between paragraphs are kept, line ends are counted once."""

    def __init__(self, *, rows=4, most=MOST, **kwargs):
        errors = {"max_length": TOO_LONG} | kwargs.pop("error_messages", {})
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), max_length=most, error_messages=errors, **kwargs)
        self.widget.attrs.pop("maxlength", None)  # a pasted text is refused in a sentence, never cut off in silence

    def to_python(self, value):
        return line_ends(super().to_python(value))


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


def fresh_seed():
    return signing.dumps(secret_links.make()[0], salt=SALT)


def secret_of(seed):
    """The secret that grows from a page's seed, which who has the page cannot work out from it.

    Sent twice it is one secret; a page open for more than a day, or a forged one, gets another.
    """
    try:
        seed = signing.loads(seed, salt=SALT, max_age=24 * 60 * 60)
    except signing.BadSignature:
        return secret_links.make()[0]
    grown = salted_hmac(SALT, seed, algorithm="sha256").digest()
    return signing.b64_encode(grown).decode()


class LinkForm(forms.Form):
    """The page brings what the new link's secret grows from, signed: sent twice, it makes one link."""

    seed = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(label="Reviewer’s name", max_length=150)
    organisation = forms.CharField(required=False, max_length=150, help_text="You may leave this empty.")
    email = forms.EmailField(
        label="E-mail",
        required=False,
        help_text="The link is sent there, and shown to nobody else. Without it you copy the link and send it yourself;"
        " then an approval by it does not count while you are the draft’s last author.",
    )
    expires_on = DayField(label="Works until the end of", help_text="The draft’s release ends it in any case.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("expires_on", timezone.localdate() + HOLDS)
        self.initial["seed"] = fresh_seed()

    def clean_email(self):
        email = self.cleaned_data["email"]
        if email and get_user_model().objects.filter(email__iexact=email, is_active=True).exists():
            raise forms.ValidationError("Somebody with an account has this address: they approve at the desk.")
        return email

    def clean_expires_on(self):
        return within_a_year(self.cleaned_data["expires_on"])


class ExpiryForm(forms.Form):
    expires_on = DayField(
        error_messages={"required": "Choose the last day.", "invalid": "Write the day as 2026-12-31."},
    )

    def clean_expires_on(self):
        return within_a_year(self.cleaned_data["expires_on"])


def within_a_year(day):
    if not timezone.localdate() <= day <= timezone.localdate() + timedelta(days=366):
        raise forms.ValidationError("Choose a day from today on, within a year.")
    return day


class AnswerForm(forms.Form):
    words = Words(label="Your answer", required=False, rows=3)
    resolve = forms.BooleanField(label="This settles it", required=False)
