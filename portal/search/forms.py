"""What an address of the search page may ask for."""

from django import forms

from portal.search.finding import LAST_PAGE
from portal.search.sources import KINDS

NARROWING = ["kind", "guideline", "chapter", "year"]


class Search(forms.Form):
    """Anything may be typed as q; what narrows the results comes from links of ours."""

    q = forms.CharField(required=False)
    kind = forms.ChoiceField(required=False, choices=KINDS)
    guideline = forms.SlugField(required=False, max_length=100)
    chapter = forms.RegexField(r"^[\w-]+/[\w-]+\Z", required=False, max_length=200)
    year = forms.RegexField(r"^[0-9]{4}\Z", required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=LAST_PAGE)

    def chosen(self):
        """{facet: value} of what the results are narrowed to; what cannot be, narrows nothing."""
        return {name: self.cleaned_data[name] for name in NARROWING if self.cleaned_data.get(name)}
