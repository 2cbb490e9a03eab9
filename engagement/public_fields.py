"""Fields of forms that anybody may fill in: what was typed stays as it was, and what cannot be kept is said so."""

from django import forms

from portal.posted import line_ends, readable
from portal.public_forms import PublicForm

SPOILED = "“{label}” held characters that cannot be kept. They were taken out: look at it again."
TOO_LONG = "Shorten “{label}”: it has {length:,} characters, and there is room for {most:,}."
LOOKS = {
    forms.TextInput: "nhsuk-input",
    forms.EmailInput: "nhsuk-input",
    forms.Textarea: "nhsuk-textarea",
    forms.Select: "nhsuk-select",
}


class OneLine(forms.CharField):
    """Text without line breaks: those that were typed are spaces."""

    def __init__(self, *, most, autocomplete="", **kwargs):
        super().__init__(**kwargs)
        self.most = most
        if autocomplete:
            self.widget.attrs["autocomplete"] = autocomplete

    def to_python(self, value):
        return " ".join(super().to_python(value).split())

    def validate(self, value):
        super().validate(value)
        if len(value) > self.most:
            raise forms.ValidationError(TOO_LONG.format(label=self.label, length=len(value), most=self.most))


class Paragraphs(OneLine):
    """Counts characters as people do: a line break is one."""

    def __init__(self, *, rows=6, **kwargs):
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value):
        return line_ends(forms.CharField.to_python(self, value))


class Email(forms.EmailField):
    default_error_messages = {
        "invalid": "Write the e-mail address in full, such as name@example.ac.uk.",
        "max_length": "Shorten the e-mail address: no address has more than %(limit_value)d characters.",
    }

    def __init__(self, **kwargs):
        attrs = {"autocomplete": "email", "spellcheck": "false"}
        super().__init__(widget=forms.EmailInput(attrs=attrs), max_length=254, **kwargs)
        self.widget.attrs.pop("maxlength", None)  # a pasted text is refused in a sentence, never cut off in silence


class VisitorForm(PublicForm):
    """A public form whose mistakes are told as sentences, each with the place to go to."""

    def __init__(self, data=None, **kwargs):
        self.spoiled = set()
        if data is not None:
            data, self.spoiled = readable(data)
        super().__init__(data, auto_id="%s", **kwargs)
        for field in self.fields.values():
            if look := LOOKS.get(type(field.widget)):
                field.widget.attrs["class"] = look

    def clean(self):
        cleaned = super().clean()
        for field in self.shown:
            if field.name in self.spoiled and not field.is_hidden and field.name not in self.errors:
                self.add_error(field.name, SPOILED.format(label=field.label))
        return cleaned

    @property
    def problems(self):
        """[(id to go to, sentence)] for the summary, in the order of the page.

        What is wrong with the page itself is said only when nothing else is: by the next time it is in order.
        """
        if not self.is_bound:
            return []
        found = [(self._place_of(name), error) for name in self.fields for error in self.errors.get(name, [])]
        return found or [("send", error) for error in self.non_field_errors()]

    def _place_of(self, name):
        return f"{name}_1" if isinstance(self.fields[name].widget, forms.RadioSelect) else name

    @property
    def shown(self):
        """Its fields, but for the ticket and what people do not see."""
        return [self[name] for name in self.fields if name not in PublicForm.base_fields]
