from django.contrib import admin

from portal.markdown_admin import WithMarkdown
from portal.renaming import AsksBeforeRenaming
from resources import actions
from resources.models import Page


@admin.register(Page)
class PageAdmin(WithMarkdown):
    form = AsksBeforeRenaming
    markdown = ("body",)
    prepopulated_fields = {"slug": ["title"]}
    search_fields = ["title"]
    list_display = ["title", "position", "updated_at"]
    fields = ["title", "slug", "rename", "description", "body", "position"]

    def save_model(self, request, obj, form, change):
        actions.save_page(page=obj)

    def delete_model(self, request, obj):
        actions.delete_page(page=obj, by=request.user)

    def delete_queryset(self, request, queryset):
        for page in queryset:
            actions.delete_page(page=page, by=request.user)
