"""Subscribers at the desk: seen, never typed in or taken away as a list; and what an e-mail will say."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from engagement.models import Mailing, Rhythm, Scope, Subscriber, SubscriptionRequest
from guidelines.models import Edition
from portal import audit
from portal.list_filters import FewToChooseFrom

from . import actions
from .content import Issue
from .letters import context_of, shown

# The e-mail brings its own styles, which no page of ours may; nothing else of it is allowed.
CSP = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'"
EVERYBODY = Subscriber(scope=Scope.EVERYTHING, small_too=False, rhythm=Rhythm.AT_ONCE, pk=0)
EVERY_CHANGE = Subscriber(scope=Scope.EVERYTHING, small_too=True, rhythm=Rhythm.AT_ONCE, pk=0)


class OnlySeen(admin.ModelAdmin):
    """What people did themselves: nobody adds or edits it here."""

    show_full_result_count = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("guideline").prefetch_related("statements")

    @admin.display(description="about")
    def about(self, one):
        words = one.in_words
        return words if len(words) < 100 else f"{words[:99]}…"


@admin.register(Subscriber)
class SubscriberAdmin(OnlySeen):
    list_display = ["email", "state", "about", "rhythm", "state_since"]
    list_filter = ["state", "scope", "rhythm", ("guideline", FewToChooseFrom)]
    search_fields = ["address", "guideline__name"]
    actions = ["stop_writing"]
    fields = [
        "email",
        "state",
        "state_since",
        "about",
        "rhythm",
        "small_too",
        "hears_from",
        "consented_at",
        "consent_version",
    ]
    readonly_fields = fields
    change_list_template = "updates/desk/subscribers.html"

    def get_urls(self):
        desk = self.admin_site.admin_view
        return [
            path("preview/<int:pk>/", desk(preview), name="engagement_updates_preview"),
            path("preview/<int:pk>/e-mail/", desk(preview_html), name="engagement_updates_preview_html"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            return super().changelist_view(request)
        counted = Subscriber.objects.active().order_by().values_list("scope", "guideline__name", "rhythm")
        told = [
            (f"{Scope(scope).label}{f' ({name})' if name else ''}", Rhythm(rhythm).label.split(",")[0], number)
            for scope, name, rhythm, number in counted.annotate(number=Count("pk")).order_by("scope", "rhythm")
        ]
        waiting = SubscriptionRequest.objects.open().count()
        context = {
            "title": "Subscribers",
            "counts": told,
            "waiting": waiting,
            "mailings": Mailing.objects.filter(letters__gt=0).select_related("edition__guideline")[:5],
        }
        return super().changelist_view(request, context | (extra_context or {}))

    @admin.action(description="Stop writing to them: their address takes no e-mail", permissions=["stop"])
    def stop_writing(self, request, queryset):
        active = list(queryset.active())
        for subscriber in active:
            actions.go_quiet(subscriber.email, by=request.user)
        messages.success(request, f"We no longer write to {len(active)} of them. They can confirm their address again.")

    def has_stop_permission(self, request):
        return request.user.has_perm("engagement.change_subscriber")

    def delete_model(self, request, obj):
        audit.record(by=request.user, did="erased a subscriber", of="a subscriber to updates", number=obj.pk)
        actions.erase(subscriber=obj)

    def delete_queryset(self, request, queryset):
        for subscriber in queryset:
            self.delete_model(request, subscriber)


@admin.register(SubscriptionRequest)
class SubscriptionRequestAdmin(OnlySeen):
    list_display = ["email", "about", "rhythm", "asked_at"]
    search_fields = ["address"]
    fields = ["email", "about", "rhythm", "small_too", "asked_at", "consent_version"]

    def has_delete_permission(self, request, obj=None):
        return False


# ── What subscribers will get ────────────────────────────────────────────────────────────────────


def _seen(request, pk):
    """The issue of that edition, and what it tells who chose everything, with small changes if the address asks."""
    edition = get_object_or_404(Edition.objects.select_related("guideline"), pk=pk)
    issue = Issue(edition)
    found = issue.concerning(EVERY_CHANGE if "all" in request.GET else EVERYBODY)
    return issue, [(issue, found)] if found is not None else []


def _may_see(view):
    @require_safe
    def guarded(request, pk):
        if not request.user.has_perm("guidelines.view_edition"):
            raise PermissionDenied
        return view(request, pk)

    return guarded


@_may_see
def preview(request, pk):
    issue, told = _seen(request, pk)
    context = admin.site.each_context(request) | {
        "title": f"What subscribers {'get' if issue.edition.is_public else 'will get'}: {issue.edition}",
        "edition": issue.edition,
        "is_all": "all" in request.GET,
        "told": told,
    }
    if told:
        context |= {"subject": context_of(told)["heading"], "text": shown(told)[0]}
    return render(request, "updates/desk/preview.html", context)


@_may_see
def preview_html(request, pk):
    """The HTML of the e-mail, alone, under a policy that lets it have its styles and nothing more."""
    _, told = _seen(request, pk)
    here = reverse("admin:engagement_updates_preview", args=[pk])
    own = {
        "enclosed": mark_safe(shown(told)[1]) if told else "",  # noqa: S308 - a template of ours wrote it
        "choice": "Everything",
        "choices_at": here,
        "stop_at": here,
    }
    heading = context_of(told)["heading"] if told else "Nothing to tell"
    html = render_to_string("updates/mail/update.html", own | {"heading": heading}, request)
    return HttpResponse(html, headers={"Content-Security-Policy": CSP})
