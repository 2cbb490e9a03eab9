"""Forms for Markdown and for the first administrator."""

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.forms import UserCreationForm

from portal import markdown
from portal.widgets import MarkdownEditor


class MarkdownFormField(forms.CharField):
    """Text in the Markdown editor; too long a text is refused with the text kept."""

    widget = MarkdownEditor

    def clean(self, value):
        value = super().clean(value).replace("\r\n", "\n")
        try:
            markdown.parse(value)
        except markdown.TooLong as error:
            raise forms.ValidationError(str(error)) from error
        return value


class FirstAdministratorForm(UserCreationForm):
    class Meta:
        model = get_user_model()
        fields = ["username", "email"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "nhsuk-input nhsuk-input--width-20"
