from datetime import timedelta

from django.contrib import admin, messages
from django.db.models import OuterRef, Subquery, Sum
from django.http import HttpResponseRedirect
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html

from portal import files
from resources import actions, download_chart
from resources.models import Document, DownloadCount

from . import related
from .upload import DocumentForm

MONTH = timedelta(days=30)


@admin.register(Document)
class DocumentAdmin(admin.ModelAdmin):
    form = DocumentForm
    list_display = ["title", "kind", "publisher", "year", "details", "for_screen_readers", "downloads_in_30_days"]
    list_filter = ["kind", "year", "newest__is_tagged"]
    search_fields = ["title", "publisher"]
    prepopulated_fields = {"slug": ["title"]}
    change_form_template = "desk/document.html"
    view_on_site = False
    fieldsets = [
        (None, {"fields": ["title", "slug", "rename", "summary", "kind", "publisher", "year"]}),
        ("File", {"fields": ["upload", "note"]}),
        ("Or another publisher’s page", {"fields": ["url"]}),
    ]

    def get_queryset(self, request):
        month = DownloadCount.objects.filter(document=OuterRef("pk"), day__gt=timezone.localdate() - MONTH)
        number = month.order_by().values("document").annotate(total=Sum("number")).values("total")
        return super().get_queryset(request).with_file().annotate(downloads_number=Subquery(number))

    def get_urls(self):
        page = path("related/<int:pk>/", self.admin_site.admin_view(related.view), name="resources_related")
        return [page, *super().get_urls()]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            with files.removed_unless_saved():
                return super().changeform_view(request, object_id, form_url, extra_context)
        except (files.NotStored, actions.SameFile) as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(request.get_full_path())

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None:
            context["versions"] = obj.versions.select_related("uploaded_by").defer("text")
            context["uses"] = obj.uses.select_related("guideline").order_by("guideline__name")
            context["chart"] = download_chart.of(obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_model(self, request, obj, form, change):
        actions.save_document(document=obj)
        if upload := form.cleaned_data.get("upload"):
            note = form.cleaned_data["note"]
            version = actions.add_version(document=obj, file=upload, note=note, by=request.user, facts=form.facts)
            _tell(request, version)

    def delete_model(self, request, obj):
        actions.delete_document(document=obj, by=request.user)

    def delete_queryset(self, request, queryset):
        for document in queryset:
            actions.delete_document(document=document, by=request.user)

    @admin.display(description="what it is")
    def details(self, document):
        return document.details

    @admin.display(description="for screen readers")
    def for_screen_readers(self, document):
        return {True: "tagged", False: "not tagged"}.get(document.newest and document.newest.is_tagged, "–")

    @admin.display(description="downloads in 30 days", ordering="downloads_number")
    def downloads_in_30_days(self, document):
        return document.downloads_number or 0


def _tell(request, version):
    """What the editor should know of the file that was just kept."""
    messages.info(request, f"Version {version.number} is public: {version.details}.")
    if version.is_hard_to_read:
        messages.warning(
            request,
            "This PDF is not tagged, so people who use screen readers may not be able to read it. Readers are offered "
            "to ask for another format. Export it again as a tagged (accessible) PDF if you can.",
        )
    for other in actions.same_files(version)[:3]:
        same = 'The same file is already published as <a href="{}">{}</a>.'
        messages.warning(request, format_html(same, other.document.get_absolute_url(), other))
