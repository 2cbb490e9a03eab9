"""Letters at the desk: which wait, which were given up and why; tried again with one button."""

from django.contrib import admin, messages
from django.db.models import Q

from portal import audit, post, secret_links
from portal.counted import counted
from portal.models import Letter

STATES = {
    "waiting": ("wait to be sent", Q(sent_at=None, gave_up_at=None)),
    "given-up": ("were given up", Q(gave_up_at__isnull=False)),
    "sent": ("were sent", Q(sent_at__isnull=False)),
}


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [(name, words) for name, (words, _) in STATES.items()]

    def queryset(self, request, queryset):
        return queryset.filter(STATES[self.value()][1]) if self.value() in STATES else queryset


@admin.register(Letter)
class LetterAdmin(admin.ModelAdmin):
    list_display = ["subject", "to", "made_at", "state", "tries", "trouble"]
    list_filter = [StateFilter]
    search_fields = ["to", "subject"]
    show_full_result_count = False
    actions = ["try_again"]
    fields = ["subject", "to", "made_at", "state", "tries", "next_try_at", "trouble", "words"]
    readonly_fields = fields

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    @admin.display(description="state")
    def state(self, letter):
        return "sent" if letter.sent_at else "given up" if letter.gave_up_at else "waits"

    @admin.display(description="what it says")
    def words(self, letter):
        """Without its secret addresses: whoever reads this shall not be able to use them."""
        return secret_links.hidden(letter.whole_text)

    @admin.action(description="Try again", permissions=["view"])
    def try_again(self, request, queryset):
        number = post.try_again(letters=queryset)
        if number:
            audit.record(by=request.user, did="tried again", of="letters", number=number)
        messages.success(request, f"{counted(number, 'letter')} will be tried again now.")
