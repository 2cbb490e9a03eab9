"""The forms of signing in; each judges by way of trying.py, so that guessing is slow."""

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError

from portal.watching import security

from . import codes, trying


def refuse_if_waiting(request, name, kind="password"):
    if seconds := trying.begin(request, name, kind):
        security.note("slowed", request, name, by=kind)
        when = f"{seconds} seconds" if seconds > 1 else "a second"
        raise ValidationError(f"Several tries failed. Wait {when}, then try again.", code="wait")


def own_password(request, typed):
    """What was typed, when it is the password of whoever is signed in; else ValidationError. Guessing is slowed.

    The session goes on under another key: whoever has learned the one before has nothing of it.
    """
    name = request.user.get_username()
    refuse_if_waiting(request, name)
    if not request.user.check_password(typed):
        security.note("not let on", request, request.user, by="password")
        raise ValidationError("This is not your password.")
    trying.succeed(request, name)
    request.session.cycle_key()
    return typed


class SignInForm(AdminAuthenticationForm):
    """Name and password; the account of somebody who has left answers like one that never was."""

    def clean(self):
        name = self.cleaned_data.get("username") or ""
        refuse_if_waiting(self.request, name)
        try:
            cleaned = super().clean()
        except ValidationError:
            security.note("not signed in", self.request, name, by="password")
            raise
        if self.get_user():
            trying.succeed(self.request, name)
        return cleaned


class CodeForm(forms.Form):
    code = forms.CharField(
        label="Code",
        max_length=40,
        help_text="The six digits that your app shows, or one of your recovery codes.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}),
    )

    def __init__(self, *args, request, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.request, self.person = request, person

    def clean_code(self):
        name = self.person.get_username()
        refuse_if_waiting(self.request, name, "code")
        if not codes.accept(self.person, self.cleaned_data["code"]):
            security.note("not signed in", self.request, self.person, by="code")
            raise ValidationError("This code is not right, or was used before. Wait for the next one and type that.")
        trying.succeed(self.request, name, "code")
        return self.cleaned_data["code"]


class PasswordForm(forms.Form):
    """The own password once more, before anything that guards the account changes."""

    password = forms.CharField(
        label="Your password", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self):
        return own_password(self.request, self.cleaned_data["password"])


class AppForm(PasswordForm):
    """The first code of a new app, which proves that it has the secret, with the own password."""

    code = forms.CharField(
        label="The six digits that the app shows now",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    field_order = ["code", "password"]

    def __init__(self, *args, secret, **kwargs):
        super().__init__(*args, **kwargs)
        self.secret = secret

    def clean_code(self):
        self.counter = codes.counter_of(self.secret, self.cleaned_data["code"])
        if not self.counter:
            raise ValidationError("This is not what the app shows now. Is the clock of your phone right?")
        return self.cleaned_data["code"]


class ForgottenForm(forms.Form):
    email = forms.EmailField(
        label="Your e-mail address", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
