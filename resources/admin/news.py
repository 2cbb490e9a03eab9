from django import forms
from django.contrib import admin

from guidelines.admin.about_statements import AboutStatements
from portal import images
from portal.list_filters import FewToChooseFrom
from portal.markdown_admin import WithMarkdown
from portal.renaming import AsksBeforeRenaming
from resources import actions
from resources.models import NewsItem


class NewsItemForm(AsksBeforeRenaming):
    upload = forms.FileField(
        label="Picture",
        required=False,
        help_text="JPEG, PNG, GIF or WebP, up to 5 MB. It is shown above the text.",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/gif,image/webp"}),
    )
    without_picture = forms.BooleanField(label="Take the picture away", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.picture:
            self.fields.pop("without_picture", None)
        for field in self.fields.values():
            if isinstance(field, forms.SplitDateTimeField):
                for part, word in zip(field.widget.widgets, ["date", "time"], strict=True):
                    part.attrs["aria-label"] = f"{field.label}: {word}"

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        if upload:
            try:
                images.check(upload)
            except images.NotAPicture as refusal:
                raise forms.ValidationError(str(refusal)) from None
        return upload

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("without_picture"):
            self.instance.picture = ""
        if (cleaned.get("upload") or self.instance.picture) and not cleaned.get("picture_text"):
            self.add_error("picture_text", "Say in words what the picture shows.")
        return cleaned


@admin.register(NewsItem)
class NewsItemAdmin(AboutStatements, WithMarkdown):
    form = NewsItemForm
    markdown = ("body",)
    prepopulated_fields = {"slug": ["title"]}
    search_fields = ["title", "guideline__name"]
    list_display = ["title", "published_at", "published_until", "starts_at", "place"]
    list_filter = ["published_at", ("guideline", FewToChooseFrom)]
    date_hierarchy = "published_at"

    def get_fieldsets(self, request, obj=None):
        picture = ["upload", "picture_text"]
        if obj and obj.picture:
            picture.append("without_picture")
        return [
            (None, {"fields": ["title", "slug", "rename", "summary", "body", "guideline", "statements"]}),
            ("When it can be read", {"fields": [("published_at", "published_until")]}),
            ("Picture", {"fields": picture}),
            ("If it is an event", {"fields": [("starts_at", "ends_at"), "place"]}),
        ]

    def save_model(self, request, obj, form, change):
        actions.save_news_item(item=obj, picture=form.cleaned_data["upload"])

    def delete_model(self, request, obj):
        actions.delete_news_item(item=obj, by=request.user)

    def delete_queryset(self, request, queryset):
        for item in queryset:
            actions.delete_news_item(item=item, by=request.user)
