from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.safestring import mark_safe

from guidelines import actions, preflight, progress, upkeep
from guidelines.draft import Draft
from guidelines.models import Editing, Edition, Release, Withdrawal
from portal import markdown, stored
from portal.forms import MarkdownFormField
from portal.list_filters import FewToChooseFrom
from portal.widgets import MarkdownEditor

from . import (
    changes,
    checking,
    correcting,
    downloads,
    importing,
    ordering,
    preview,
    releasing,
    removed,
    reviewing,
    withdrawing,
)
from .access import SaysWhyRefused


@admin.register(Edition)
class EditionAdmin(SaysWhyRefused, admin.ModelAdmin):
    list_display = ["__str__", "state", "released_at", "released_by"]
    list_filter = [("guideline", FewToChooseFrom)]
    search_fields = ["guideline__name", "guideline__title"]
    change_form_template = "desk/edition.html"
    view_on_site = False

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .select_related("guideline", "released_by", "changed_by", "release", "withdrawal")
        )

    def get_fields(self, request, obj=None):
        return ["summary"] if self.has_change_permission(request, obj) else ["what_is_new"]

    def get_readonly_fields(self, request, obj=None):
        return ["what_is_new"]

    @admin.display(description="What is new")
    def what_is_new(self, edition):
        return mark_safe(edition.summary_html or stored.html(edition.summary) or "Nothing was written.")  # noqa: S308

    def get_actions(self, request):
        return {}  # editions are never deleted in passing

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "summary":
            return MarkdownFormField(
                label="What is new",
                required=False,
                max_length=2000,
                help_text=db_field.help_text,
                widget=MarkdownEditor(attrs={"class": "editor__short"}),
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def has_add_permission(self, request):
        return False  # a draft is started from its guideline

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.is_draft)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or obj.is_draft)

    def get_urls(self):
        desk = self.admin_site.admin_view
        return [
            path("<int:pk>/changes/", desk(changes.view), name="guidelines_edition_changes"),
            path("<int:pk>/corrections/", desk(correcting.listing), name="guidelines_edition_corrections"),
            path("<int:pk>/corrections/<slug:key>/", desk(correcting.correct), name="guidelines_edition_correct"),
            path("<int:pk>/check/", desk(checking.view), name="guidelines_edition_check"),
            path("<int:pk>/release/", desk(releasing.view), name="guidelines_edition_release"),
            path("<int:pk>/review/", desk(reviewing.view), name="guidelines_edition_review"),
            path("<int:pk>/unschedule/", desk(releasing.unschedule), name="guidelines_edition_unschedule"),
            path("<int:pk>/withdraw/", desk(withdrawing.view), name="guidelines_edition_withdraw"),
            path("<int:pk>/import/", desk(importing.upload), name="guidelines_edition_import"),
            path("<int:pk>/import/<slug:token>/", desk(importing.seen), name="guidelines_edition_import_seen"),
            path("<int:pk>/order/", desk(ordering.view), name="guidelines_edition_order"),
            path("<int:pk>/bring-back/", desk(removed.bring_back), name="guidelines_edition_bring_back"),
            path("<int:pk>/download/<slug:format>/", desk(downloads.view), name="guidelines_edition_download"),
            path("<int:pk>/preview/", desk(preview.cover), name="guidelines_edition_preview"),
            path(
                "<int:pk>/preview/chapters/<slug:slug>/",
                desk(preview.chapter),
                name="guidelines_chapter_draft",
            ),
            path(
                "<int:pk>/preview/statements/<str:key>/",
                desk(preview.statement),
                name="guidelines_statement_draft",
            ),
            *super().get_urls(),
        ]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        edition = self.get_object(request, object_id)
        context = {"edition": edition, "title": str(edition or ""), "subtitle": None} | (extra_context or {})
        if edition:
            context["kept"] = upkeep.kept(edition.chapters.order_by("position"))
        if edition and edition.is_draft:
            context["removed"] = edition.revisions.removed().defer("body")[: removed.MOST]
            draft = Draft(edition, parse=markdown.read)
            context |= {"findings": preflight.findings(draft), "progress": progress.of(draft)}
            context["editing"] = Editing.objects.now().filter(chapter__edition=edition).exclude(person=request.user)
        elif edition:
            context["release"] = Release.objects.filter(edition=edition).select_related("approval", "made_by").first()
            context["withdrawal"] = Withdrawal.objects.filter(edition=edition).select_related("made_by").first()
        return super().change_view(request, object_id, form_url, context)

    def save_model(self, request, obj, form, change):
        actions.save_summary(edition=obj, summary=obj.summary, by=request.user)

    def response_change(self, request, obj):
        self.message_user(request, "Saved.")
        return HttpResponseRedirect(reverse("admin:guidelines_edition_change", args=[obj.pk]))

    @admin.display(description="state")
    def state(self, edition):
        if edition.is_draft:
            return progress.State.DRAFT.label  # how far it is, its own page says: that takes reading all of it
        state = progress.of_released(edition).label
        return f"{state}, without approval" if progress.lacks_approval(edition) else state
