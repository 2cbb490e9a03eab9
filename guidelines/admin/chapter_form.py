"""The form that a chapter is written in; it knows which revision it was opened with."""

from uuid import uuid4

from django import forms
from django.urls import reverse

from guidelines import actions
from guidelines.models import Chapter, Edition
from guidelines.models.chapter import PARTS
from portal.forms import MarkdownFormField
from portal.widgets import MarkdownEditor

from . import addresses


class ChapterForm(addresses.MindsOldAddresses, forms.ModelForm):
    """`kept` (a Typing or None) is the unsaved text that the editor asked to go on with."""

    kept = None
    stale = None  # the StaleChapter that stopped the save, once the form is checked

    body = MarkdownFormField(
        label="Text",
        required=False,
        help_text="Markdown. Headings start at ##, since the title is the page’s heading.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    page = forms.UUIDField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Chapter
        fields = ["edition", *PARTS]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "edition" in self.fields:
            self.fields["edition"].queryset = Edition.objects.drafts().select_related("guideline")
        if self.instance.pk and "body" in self.fields:
            self._open()

    def _open(self):
        address = lambda name: reverse(f"admin:guidelines_chapter_{name}", args=[self.instance.pk])  # noqa: E731
        self.fields["body"].widget = MarkdownEditor(
            preview_url=address("preview"), links_url=address("links"), key_url=address("fresh_key")
        )
        if "slug" in self.fields and (words := addresses.told(self.instance)):
            self.fields["slug"].help_text = words
        self.newest = self.instance.newest_revision
        self.initial |= {"seen": self.newest.number if self.newest else 0, "page": uuid4()}
        if self.kept:
            self.initial |= {name: getattr(self.kept, name) for name in [*PARTS, "seen", "page"]}

    def clean(self):
        super().clean()
        # A chapter keeps its edition, so that field is missing here and Django would not look at the pair.
        edition, slug = self.cleaned_data.get("edition", self.instance.edition_id), self.cleaned_data.get("slug")
        if Chapter.objects.filter(edition=edition, slug=slug).exclude(pk=self.instance.pk).exists():
            self.add_error("slug", str(actions.AddressTaken(slug)))
        elif edition:
            self._refuse_reuse(edition)
        if self.instance.pk:
            self._refuse_stale()

    def _refuse_reuse(self, edition):
        stored = Chapter.objects.filter(pk=self.instance.pk).values_list("slug", flat=True).first()
        guideline = self.instance.edition.guideline_id if self.instance.pk else edition.guideline_id
        self.refuse_reuse(guideline, key=self.instance.key, stored=stored)
        if stored:
            self.tell_what_links(self.instance, stored=stored)

    def _refuse_stale(self):
        """Shows both texts before anything is stored; the next press of the button saves over what is shown now."""
        seen, stored = self.cleaned_data.get("seen"), Chapter.objects.get(pk=self.instance.pk)
        is_changed = any(self.cleaned_data.get(name) != getattr(stored, name) for name in self.typed)
        if seen is None or not self.newest or self.newest.number == seen or not is_changed:
            return
        self.stale = actions.StaleChapter(self.newest)
        self.theirs = stored
        self.add_error(None, str(self.stale))
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = self.newest.number

    @property
    def typed(self):
        return [name for name in PARTS if name in self.fields]
