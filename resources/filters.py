"""What readers may narrow the list of documents by."""

from django import forms

from guidelines.models import Guideline
from resources.models import Document, RelatedDocument


class DocumentFilter(forms.Form):
    """Type, year, publisher and guideline, as far as there are documents of them; all may be left empty."""

    kind = forms.ChoiceField(label="Type", required=False)
    year = forms.ChoiceField(required=False)
    publisher = forms.ChoiceField(required=False)
    guideline = forms.ChoiceField(label="Listed with", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="filter_%s", **kwargs)
        facts = list(Document.objects.public().order_by().values_list("kind", "year", "publisher").distinct())
        kinds = {kind for kind, _, _ in facts}
        years = sorted({year for _, year, _ in facts if year}, reverse=True)
        publishers = sorted({publisher for _, _, publisher in facts if publisher})
        guidelines = Guideline.objects.public().filter(pk__in=RelatedDocument.objects.values("guideline"))
        self.fields["kind"].choices = [("", "All types")] + [c for c in Document.Kind.choices if c[0] in kinds]
        self.fields["year"].choices = [("", "All years")] + [(str(year), str(year)) for year in years]
        self.fields["publisher"].choices = [("", "All publishers")] + [(name, name) for name in publishers]
        names = guidelines.values_list("slug", "short_title")
        self.fields["guideline"].choices = [("", "All guidelines")] + list(names)

    @property
    def is_narrowed(self):
        return any(self.cleaned_data.values())

    def found(self):
        """The documents that fit, by title, each with the facts of its newest file."""
        wanted = {name: value for name, value in self.cleaned_data.items() if value}
        if guideline := wanted.pop("guideline", ""):
            wanted["uses__guideline__slug"] = guideline
        return Document.objects.public().with_file().filter(**wanted).distinct()
