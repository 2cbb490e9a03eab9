"""A list of the desk as CSV or an Excel workbook, with the filters that it has; noted in the audit trail."""

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from engagement import tables
from portal import audit


class Exported:
    """For a ModelAdmin: `columns` names fields or attributes of a row; `exported_as` is the file's name."""

    change_list_template = "desk/exported_list.html"
    columns = ()
    exported_as = "list"

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        export = path("export/<slug:format>/", self.admin_site.admin_view(self.export), name=name)
        return [export, *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        name = str(self.opts.verbose_name_plural)
        more = {"title": name[:1].upper() + name[1:], "formats": tables.FORMATS.items()}
        return super().changelist_view(request, more | (extra_context or {}))

    def export(self, request, format):
        return require_POST(_export)(request, self, format)


def _export(request, desk, format):
    if not desk.has_view_permission(request):
        raise PermissionDenied
    if format not in tables.FORMATS:
        raise Http404("no such format")
    try:
        shown = list(desk.get_changelist_instance(request).get_queryset(request))
    except IncorrectLookupParameters:
        raise Http404("no such filter") from None
    name = str(desk.opts.verbose_name_plural)
    audit.record(by=request.user, did="exported", of=name, rows=len(shown), format=format)
    rows = [[_heading(desk, column) for column in desk.columns]]
    rows += [[_cell(row, column) for column in desk.columns] for row in shown]
    return tables.download(rows, name=desk.exported_as, format=format, title=name.capitalize()[:31], freeze="B2")


def _heading(desk, name):
    words = str(desk.opts.get_field(name).verbose_name)
    return words[:1].upper() + words[1:]


def _cell(row, name):
    """Choices as their words, yes or nothing for a tick, moments to the minute."""
    value = getattr(row, f"get_{name}_display", lambda: getattr(row, name))()
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: ""}[value]
    if hasattr(value, "tzinfo"):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    return str(value)
