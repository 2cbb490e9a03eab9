from django.contrib import admin

from engagement import actions
from engagement.models import Theme
from guidelines.admin.about_statements import AboutStatements
from guidelines.models import Edition
from portal.list_filters import FewToChooseFrom
from portal.markdown_admin import WithMarkdown


@admin.register(Theme)
class ThemeAdmin(AboutStatements, WithMarkdown):
    short = ("said", "did")
    list_display = ["title", "decision", "guideline", "survey", "is_public"]
    list_filter = ["decision", "is_public", ("guideline", FewToChooseFrom)]
    search_fields = ["title", "guideline__name"]
    list_select_related = ["guideline", "survey"]
    fields = [
        ("guideline", "survey", "position"), "title", "said", "decision", "did", "statements", "edition", "is_public",
    ]  # fmt: skip

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "edition":
            kwargs["queryset"] = Edition.objects.sealed().select_related("guideline")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        actions.save_theme(theme=obj)
