from django.contrib import admin
from django.db import models

from portal.forms import MarkdownFormField
from resources import actions
from resources.models import Document, NewsItem, Page, RelatedDocument


class RelatedInline(admin.TabularInline):
    model = RelatedDocument
    extra = 0
    verbose_name_plural = "In the footer of these guidelines"


@admin.register(Document)
class DocumentAdmin(admin.ModelAdmin):
    list_display = ["title", "kind", "publisher", "year", "format"]
    list_filter = ["kind", "year"]
    search_fields = ["title", "publisher"]
    prepopulated_fields = {"slug": ["title"]}
    fields = ["title", "slug", "summary", "kind", "publisher", "year", "file", "url"]
    inlines = [RelatedInline]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}


class WithMarkdownBody(admin.ModelAdmin):
    prepopulated_fields = {"slug": ["title"]}
    search_fields = ["title"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "body":
            return MarkdownFormField(label="Text", required=not db_field.blank, help_text=db_field.help_text)
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(NewsItem)
class NewsItemAdmin(WithMarkdownBody):
    list_display = ["title", "published_at", "starts_at", "place"]
    list_filter = ["published_at"]
    fields = [
        "title",
        "slug",
        "summary",
        "body",
        "published_at",
        ("starts_at", "ends_at"),
        "place",
        "guideline",
    ]

    def save_model(self, request, obj, form, change):
        actions.save_news_item(item=obj)


@admin.register(Page)
class PageAdmin(WithMarkdownBody):
    list_display = ["title", "position", "updated_at"]
    fields = ["title", "slug", "description", "body", "position"]

    def save_model(self, request, obj, form, change):
        actions.save_page(page=obj)
