from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html

from guidelines import actions
from guidelines.draft import Draft
from guidelines.models import Chapter, Edition
from portal.forms import MarkdownFormField
from portal.widgets import MarkdownEditor
from portal.writing import editors_only, preview_of

from .access import SaysWhyRefused


class ChapterForm(forms.ModelForm):
    body = MarkdownFormField(
        label="Text",
        required=False,
        help_text="Markdown. Headings start at ##, since the title is the page’s heading.",
    )

    class Meta:
        model = Chapter
        fields = ["edition", "title", "slug", "reviewed_on", "body"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "edition" in self.fields:
            self.fields["edition"].queryset = Edition.objects.drafts().select_related("guideline")
        if self.instance.pk and "body" in self.fields:
            self.fields["body"].widget = MarkdownEditor(
                preview_url=reverse("admin:guidelines_chapter_preview", args=[self.instance.pk])
            )

    def clean(self):
        super().clean()
        # A chapter keeps its edition, so that field is missing here and Django would not look at the pair.
        edition, slug = self.cleaned_data.get("edition", self.instance.edition_id), self.cleaned_data.get("slug")
        if Chapter.objects.filter(edition=edition, slug=slug).exclude(pk=self.instance.pk).exists():
            self.add_error("slug", str(actions.AddressTaken(slug)))


@admin.register(Chapter)
class ChapterAdmin(SaysWhyRefused, admin.ModelAdmin):
    form = ChapterForm
    list_display = ["title", "edition_name", "position", "reviewed_on", "state"]
    list_filter = ["edition__guideline", "edition__number"]
    search_fields = ["title"]
    ordering = ["edition__guideline", "-edition__number", "position"]
    prepopulated_fields = {"slug": ["title"]}
    change_form_template = "desk/chapter.html"
    save_on_top = True
    view_on_site = False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("edition__guideline")

    def get_fields(self, request, obj=None):
        fields = ["title", "slug", "reviewed_on", "body"]
        return fields if obj else ["edition", *fields]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    def get_urls(self):
        preview = path("<int:pk>/preview/", self.admin_site.admin_view(self.preview), name="guidelines_chapter_preview")
        return [preview, *super().get_urls()]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.edition.is_draft)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or obj.edition.is_draft)

    def get_actions(self, request):
        return {}  # several chapters at once are never deleted in passing

    def save_model(self, request, obj, form, change):
        if change:
            actions.save_chapter(chapter=obj)
        else:
            added = actions.add_chapter(
                edition=obj.edition,
                title=obj.title,
                slug=obj.slug,
                body=obj.body,
                reviewed_on=obj.reviewed_on,
            )
            obj.pk, obj.position = added.pk, added.position

    def delete_model(self, request, obj):
        actions.remove_chapter(chapter=obj)

    def response_post_save_add(self, request, obj):
        return HttpResponseRedirect(reverse("admin:guidelines_edition_change", args=[obj.edition_id]))

    response_post_save_change = response_post_save_add

    @admin.display(description="edition", ordering="edition")
    def edition_name(self, chapter):
        address = reverse("admin:guidelines_edition_change", args=[chapter.edition_id])
        return format_html('<a href="{}">{}</a>', address, chapter.edition)

    @admin.display(description="state")
    def state(self, chapter):
        return "Draft" if chapter.edition.is_draft else "Released"

    def preview(self, request, pk):
        return editors_only(_preview)(request, pk)


def _preview(request, pk):
    chapter = get_object_or_404(Chapter.objects.select_related("edition__guideline"), pk=pk)
    if not request.user.has_perm("guidelines.view_chapter"):
        raise PermissionDenied
    return preview_of(lambda text: _as_readers_see_it(chapter, text), request.POST.get("content", ""))


def _as_readers_see_it(chapter, text):
    """The chapter's HTML with this text in place of the stored one, numbered and linked within its edition."""
    draft = Draft(chapter.edition, unsaved={chapter.pk: text})
    return draft.html(chapter)
