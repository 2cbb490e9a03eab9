from django.contrib import admin

from engagement import actions
from engagement.models import SteeringGroupCall, Survey
from portal.forms import MarkdownFormField

MARKDOWN = ("introduction", "thanks", "body")


class WithMarkdown(admin.ModelAdmin):
    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name in MARKDOWN:
            return MarkdownFormField(label=db_field.verbose_name.capitalize(), help_text=db_field.help_text)
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Survey)
class SurveyAdmin(WithMarkdown):
    list_display = ["title", "opens_on", "closes_on", "is_open"]
    prepopulated_fields = {"slug": ["title"]}
    fields = ["title", "slug", "guideline", ("opens_on", "closes_on"), "introduction", "thanks"]

    def save_model(self, request, obj, form, change):
        actions.save_survey(survey=obj)


@admin.register(SteeringGroupCall)
class SteeringGroupCallAdmin(WithMarkdown):
    list_display = ["title", "opens_on", "closes_on", "is_open"]
    fields = ["title", "guideline", "summary", ("opens_on", "closes_on"), "body"]

    def save_model(self, request, obj, form, change):
        actions.save_call(call=obj)
