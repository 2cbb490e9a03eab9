"""What an editor is told before something public gets another address: which texts link to the one it has."""

from django import forms
from django.utils.html import format_html, format_html_join

from portal import written

LINKED = (
    "These texts link to the address so far: {}. Readers who follow such a link are led to the new address from then"
    " on; links by name have to be mended in those texts. Tick the box below to change the address all the same."
)


class AsksBeforeRenaming(forms.ModelForm):
    """For a form with a `slug` whose page lists `rename` behind it: texts that link there are shown once, then it is
    the editor's decision."""

    rename = forms.BooleanField(
        label="Change the address all the same", required=False, widget=forms.HiddenInput(attrs={"value": ""})
    )

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and "slug" in self.changed_data and "slug" in cleaned and not self.errors:
            self._ask(written.linking_to(written.is_at(self.instance.get_absolute_url())))
        return cleaned

    def _ask(self, found):
        if found:
            self.fields["rename"].widget = forms.CheckboxInput()
            if not self.cleaned_data.get("rename"):
                self.add_error("slug", format_html(LINKED, listed(found)))


def listed(found):
    """Links to the places of `written.linking_to`, for a sentence."""
    places = ((text.address, f"#line-{lines[0]}" if lines else "", text.name) for text, lines in found)
    return format_html_join(", ", '<a href="{}{}">{}</a>', places)
