from django.contrib import admin

from portal.forms import MarkdownFormField
from portal.renaming import AsksBeforeRenaming
from resources import actions
from resources.models import Page


class WithMarkdownBody(admin.ModelAdmin):
    prepopulated_fields = {"slug": ["title"]}
    search_fields = ["title"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "body":
            return MarkdownFormField(label="Text", required=not db_field.blank, help_text=db_field.help_text)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields  # an address does not follow a new title by itself


@admin.register(Page)
class PageAdmin(WithMarkdownBody):
    form = AsksBeforeRenaming
    list_display = ["title", "position", "updated_at"]
    fields = ["title", "slug", "rename", "description", "body", "position"]

    def save_model(self, request, obj, form, change):
        actions.save_page(page=obj)

    def delete_model(self, request, obj):
        actions.delete_page(page=obj, by=request.user)

    def delete_queryset(self, request, queryset):
        for page in queryset:
            actions.delete_page(page=page, by=request.user)
