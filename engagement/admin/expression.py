"""Expressions of interest at the desk: read, moved on, noted, taken away."""

from django import forms
from django.contrib import admin, messages
from django.utils.html import format_html

from engagement.joining import actions
from engagement.models import ExpressionOfInterest

from .received import Received

SAID = ["reference", "sent_at", "was_late", "name", "address", "organisation", "role", "profession", "region", "why"]
AGREED = ["may_be_listed", "listed_as", "consent_version", "consent_text"]


class ExpressionForm(forms.ModelForm):
    class Meta:
        model = ExpressionOfInterest
        fields = ["state", "notes"]
        help_texts = {"state": "Nobody is told by this: write to them yourself."}


@admin.register(ExpressionOfInterest)
class ExpressionAdmin(Received):
    form = ExpressionForm
    list_display = ["name", "organisation", "role", "profession", "region", "state", "sent"]
    list_filter = ["state", "region", "call", "may_be_listed", ("sent_at", admin.DateFieldListFilter)]
    search_fields = ["name", "email", "organisation", "role", "profession", "reference", "why"]
    readonly_fields = [*SAID, "moved", *AGREED]
    fieldsets = [
        ("What becomes of it", {"fields": ["state", "moved", "notes"]}),
        ("What they wrote", {"fields": SAID}),
        ("What they agreed to", {"fields": AGREED}),
    ]
    actions = ["mark_contacted", "mark_member", "mark_declined", "take_off_the_list"]
    exported_as = "expressions-of-interest"
    columns = [
        *["reference", "sent_at", "was_late", "name", "email", "organisation", "role", "profession", "region", "why"],
        *["may_be_listed", "listed_as", "state", "state_since", "notes"],
    ]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        more = {"title": "An expression of interest"} | (extra_context or {})
        return super().change_view(request, object_id, form_url, more)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("call")

    def save_model(self, request, obj, form, change):
        if "notes" in form.changed_data:
            actions.note(expression=obj, words=obj.notes, by=request.user)
        if "state" in form.changed_data:
            actions.move(expression=obj, state=obj.state, by=request.user)

    @admin.display(description="e-mail")
    def address(self, expression):
        return format_html('<a href="mailto:{0}">{0}</a>', expression.email)

    @admin.action(description="Mark as contacted", permissions=["change"])
    def mark_contacted(self, request, queryset):
        self._mark(request, queryset, actions.State.CONTACTED)

    @admin.action(description="Mark as member", permissions=["change"])
    def mark_member(self, request, queryset):
        self._mark(request, queryset, actions.State.MEMBER)

    @admin.action(description="Mark as declined", permissions=["change"])
    def mark_declined(self, request, queryset):
        self._mark(request, queryset, actions.State.DECLINED)

    def _mark(self, request, queryset, state):
        for expression in queryset:
            actions.move(expression=expression, state=state, by=request.user)
        messages.success(request, f"Marked as {state.label.lower()}: {len(queryset)}. Nobody was told by this.")

    @admin.action(description="Take off the public list, as they asked", permissions=["change"])
    def take_off_the_list(self, request, queryset):
        for expression in queryset:
            actions.unlist(expression=expression, by=request.user)
        messages.success(request, "They are not named on the page any more.")
