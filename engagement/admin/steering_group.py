from django.contrib import admin

from engagement import actions
from engagement.models import SteeringGroupCall
from portal.markdown_admin import WithMarkdown


@admin.register(SteeringGroupCall)
class SteeringGroupCallAdmin(WithMarkdown):
    markdown = ("body",)
    list_display = ["title", "opens_on", "closes_on", "is_open"]
    fields = ["title", "guideline", "summary", ("opens_on", "closes_on"), "body"]

    def save_model(self, request, obj, form, change):
        actions.save_call(call=obj)
