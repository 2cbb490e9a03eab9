"""What people sent, at the desk: read, moved on, taken away; what somebody wrote is never changed."""

from django.contrib import admin
from django.utils.formats import date_format
from django.utils.timezone import localtime

from portal.people import name_of

from .exporting import Exported


class Received(Exported, admin.ModelAdmin):
    """For rows with `sent_at`, and a state that somebody gave them."""

    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False  # `forget` removes them in time, or when the person asks

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("state_by")

    @admin.display(description="sent", ordering="sent_at")
    def sent(self, row):
        return date_format(localtime(row.sent_at), "j M Y")

    @admin.display(description="since")
    def moved(self, row):
        """“22 November 2026, 21:05, by Ada”; for what is new, when it came."""
        when = date_format(localtime(row.state_since), "j F Y, H:i")
        return f"{when}, by {name_of(row.state_by)}" if row.state_by else when
