"""What readers may narrow a comparison to, and how they want to see it. What is not offered counts as not chosen."""

from django import forms

from .kinds import Net


class ComparisonFilter(forms.Form):
    kind = forms.ChoiceField(label="What happened", required=False)
    chapter = forms.ChoiceField(label="Chapter", required=False)
    view = forms.ChoiceField(
        label="Show the wordings", required=False, choices=[("", "Side by side"), ("one", "As one text")]
    )

    def __init__(self, *args, comparison, **kwargs):
        super().__init__(*args, auto_id="filter_%s", **kwargs)
        self.comparison = comparison
        kinds = [(kind, f"{kind.label} ({count})") for kind, count in comparison.kinds if kind != Net.UNCHANGED]
        chapters = [chapter.newest for chapter in comparison.chapters if chapter.newest]
        self.fields["kind"].choices = [("", "Everything that changed"), *kinds]
        slugs = [(chapter.slug, f"{chapter.position} {chapter.title}") for chapter in chapters]
        self.fields["chapter"].choices = [("", "All chapters"), *slugs]
        self.is_valid()  # errors are no reason to refuse a page: see wanted()

    def wanted(self, name):
        return self.cleaned_data.get(name, "")

    @property
    def is_narrowed(self):
        return bool(self.wanted("kind") or self.wanted("chapter"))

    @property
    def is_one_text(self):
        return self.wanted("view") == "one"

    def found(self):
        """[(chapter, its statements that fit)]; a chapter without any stays only while its prose may be shown."""
        kind, slug = self.wanted("kind"), self.wanted("chapter")
        chapters = [c for c in self.comparison.chapters if not slug or (c.newest and c.newest.slug == slug)]
        return [(c, [one for one in c.statements if not kind or one.kind == kind]) for c in chapters]
