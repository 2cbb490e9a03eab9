"""The audit trail at the editors' desk: read, filtered, taken away; never changed."""

import csv
import io
import json

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.cells import cleaned, for_csv
from portal.models import AuditEntry

HEADINGS = ["When", "Who", "User name", "What", "To", "Kind of thing", "Its number", "Reason", "Details"]


class KindFilter(admin.AllValuesFieldListFilter):
    """Kinds of things by the names that people give them."""

    def choices(self, changelist):
        for choice in super().choices(changelist):
            yield choice | {"display": kind_in_words(str(choice["display"]))}


def kind_in_words(label):
    """“guidelines.edition” is an edition; what there is no longer stays as it was written."""
    try:
        return apps.get_model(label)._meta.verbose_name
    except (LookupError, ValueError):
        return label


@admin.register(AuditEntry)
class AuditEntryAdmin(admin.ModelAdmin):
    list_display = ["at", "who", "did", "thing", "reason_cut"]
    list_display_links = ["at"]
    list_filter = [("at", admin.DateFieldListFilter), ("did", admin.AllValuesFieldListFilter)]
    list_filter += [("kind", KindFilter), ("who", admin.AllValuesFieldListFilter)]
    search_fields = ["who", "by__username", "did", "thing", "reason"]
    show_full_result_count = False
    change_list_template = "desk/audit.html"
    fields = ["at", "who", "user_name", "did", "thing", "kind", "key", "reason", "said"]
    readonly_fields = fields

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": "Audit trail"} | (extra_context or {}))

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_actions(self, request):
        return {}

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("by")

    def get_urls(self):
        export = path("export/", self.admin_site.admin_view(self.export), name="portal_auditentry_export")
        return [export, *super().get_urls()]

    @admin.display(description="reason")
    def reason_cut(self, entry):
        return entry.reason if len(entry.reason) <= 120 else f"{entry.reason[:119]}…"

    @admin.display(description="user name")
    def user_name(self, entry):
        return entry.by.get_username() if entry.by else "no account"

    @admin.display(description="details")
    def said(self, entry):
        return "\n".join(f"{name.replace('_', ' ')}: {_plain(value)}" for name, value in entry.details.items())

    def export(self, request):
        return require_safe(_export)(request, self)


def _export(request, desk):
    """What the list shows with these filters, all of it, as CSV."""
    if not desk.has_view_permission(request):
        raise PermissionDenied
    shown: ChangeList = desk.get_changelist_instance(request)
    file = io.StringIO()
    table = csv.writer(file)
    table.writerow(HEADINGS)
    for entry in shown.get_queryset(request).iterator(chunk_size=2000):
        table.writerow(for_csv(cleaned(cell)) for cell in _cells(entry))
    response = HttpResponse("\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="audit-trail-{timezone.localdate()}.csv"'
    return response


def _cells(entry):
    when = timezone.localtime(entry.at).isoformat(" ", "seconds")
    user = entry.by.get_username() if entry.by else ""
    details = json.dumps(entry.details, ensure_ascii=False, sort_keys=True) if entry.details else ""
    return [when, entry.who, user, entry.did, entry.thing, entry.kind, entry.key, entry.reason, details]


def _plain(value):
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
