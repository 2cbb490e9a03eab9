"""Fields for Markdown and for days, and the form of the first administrator."""

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.forms import UserCreationForm

from portal import markdown
from portal.posted import line_ends
from portal.widgets import MarkdownEditor


class MarkdownFormField(forms.CharField):
    """Text in the Markdown editor; too long a text is refused with the text kept."""

    widget = MarkdownEditor

    def clean(self, value):
        value = line_ends(super().clean(value))
        try:
            markdown.parse(value)
        except markdown.TooLong as error:
            raise forms.ValidationError(str(error)) from error
        return value


class DayField(forms.DateField):
    """A day, chosen in the browser's calendar or typed as 2026-12-31 or 31/12/2026."""

    def __init__(self, **kwargs):
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d", "%d/%m/%Y"], **kwargs)


class FirstAdministratorForm(UserCreationForm):
    class Meta:
        model = get_user_model()
        fields = ["username", "email"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "nhsuk-input nhsuk-input--width-20"
