"""Background work that failed, at the desk: what, why, when it is tried again; tried at once with one button."""

from django.contrib import admin, messages
from django.utils.formats import date_format
from django.utils.timezone import localtime

from portal import trying
from portal.counted import counted
from portal.models import Setback


@admin.register(Setback)
class SetbackAdmin(admin.ModelAdmin):
    list_display = ["work", "about", "state", "trouble", "tries", "failed_at"]
    list_filter = ["work", ("next_try_at", admin.EmptyFieldListFilter)]
    search_fields = ["about", "trouble"]
    actions = ["try_again"]
    fields = ["work", "about", "state", "trouble", "tries", "failed_at"]
    readonly_fields = fields

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="what happens next", ordering="next_try_at")
    def state(self, setback):
        if setback.next_try_at is None:
            return "Given up. Select it and choose “Try again”."
        return f"Tried again after {date_format(localtime(setback.next_try_at), 'j F Y, H:i')}"

    @admin.action(description="Try again", permissions=["view"])
    def try_again(self, request, queryset):
        chosen = list(queryset)
        for setback in chosen:
            trying.again(setback=setback, by=request.user)
        messages.success(request, f"{counted(len(chosen), 'piece')} of work will be tried again.")
