from uuid import UUID

from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html

from guidelines import actions
from guidelines.draft import Draft
from guidelines.models import Chapter
from guidelines.models.chapter import PARTS
from portal.list_filters import FewToChooseFrom
from portal.writing import editors_only, preview_of

from . import caring, linking, revisions, splitting, typing
from .access import SaysWhyRefused, with_chapter
from .chapter_form import ChapterForm
from .unsaved import KeepsWhatWasTyped

NO_PAGE = UUID(int=0)
TEXTS = ["body", "html", "text", "contents", "edition__contents", "edition__summary", "edition__summary_html"]


@admin.register(Chapter)
class ChapterAdmin(SaysWhyRefused, KeepsWhatWasTyped, admin.ModelAdmin):
    form = ChapterForm
    list_display = ["title", "edition_name", "position", "state"]
    list_filter = [("edition__guideline", FewToChooseFrom), "edition__number"]
    search_fields = ["title", "edition__guideline__name"]
    ordering = ["edition__guideline", "-edition__number", "position"]
    prepopulated_fields = {"slug": ["title"]}
    change_form_template = "desk/chapter.html"
    save_on_top = True
    view_on_site = False

    def get_queryset(self, request):
        chapters = super().get_queryset(request).select_related("edition__guideline")
        is_list = request.resolver_match and request.resolver_match.url_name == "guidelines_chapter_changelist"
        return chapters.defer(*TEXTS) if is_list else chapters

    def get_fields(self, request, obj=None):
        if obj is None:
            return ["edition", "title", "slug", "reuse"]  # its text is written in its own editor, which keeps it
        if not self.has_change_permission(request, obj):
            return [*PARTS]
        return ["title", "slug", "reuse", "body", "seen", "page"]

    def get_urls(self):
        desk = self.admin_site.admin_view
        return [
            path("<int:pk>/preview/", desk(preview), name="guidelines_chapter_preview"),
            path("<int:pk>/links/", desk(linking.targets), name="guidelines_chapter_links"),
            path("<int:pk>/fresh-key/", desk(linking.fresh_key), name="guidelines_chapter_fresh_key"),
            path("<int:pk>/typing/", desk(typing.keep), name="guidelines_chapter_typing"),
            path("<int:pk>/unsaved/", desk(typing.look), name="guidelines_chapter_unsaved"),
            path("<int:pk>/unsaved/forget/", desk(typing.forget), name="guidelines_chapter_forget"),
            path("<int:pk>/split/", desk(splitting.view), name="guidelines_chapter_split"),
            path("<int:pk>/care/", desk(caring.view), name="guidelines_chapter_care"),
            path("due/", desk(caring.due), name="guidelines_chapter_due"),
            path("<int:pk>/revisions/", desk(revisions.listing), name="guidelines_chapter_revisions"),
            path("<int:pk>/revisions/compare/", desk(revisions.compare), name="guidelines_chapter_compare"),
            path("<int:pk>/revisions/restore/", desk(revisions.restore), name="guidelines_chapter_restore"),
            *super().get_urls(),
        ]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.edition.is_draft)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or obj.edition.is_draft)

    def get_actions(self, request):
        return {}  # several chapters at once are never deleted in passing

    def save_model(self, request, obj, form, change):
        if change:
            actions.save_chapter(chapter=obj, by=request.user, seen=form.cleaned_data.get("seen"))
            actions.forget_typing(chapter=obj, by=request.user, page=form.cleaned_data.get("page") or NO_PAGE)
            actions.stop_editing(chapter=obj, by=request.user)
        else:
            added = actions.add_chapter(
                edition=obj.edition,
                title=obj.title,
                slug=obj.slug,
                by=request.user,
            )
            obj.pk, obj.position = added.pk, added.position

    def delete_model(self, request, obj):
        actions.remove_chapter(chapter=obj, by=request.user)
        request.edition_of_removed = obj.edition_id

    def response_post_save_add(self, request, obj):
        return HttpResponseRedirect(reverse("admin:guidelines_chapter_change", args=[obj.pk]))

    def response_post_save_change(self, request, obj):
        return HttpResponseRedirect(reverse("admin:guidelines_edition_change", args=[obj.edition_id]))

    def response_delete(self, request, obj_display, obj_id):
        super().response_delete(request, obj_display, obj_id)  # for its message
        return HttpResponseRedirect(reverse("admin:guidelines_edition_change", args=[request.edition_of_removed]))

    @admin.display(description="edition", ordering="edition")
    def edition_name(self, chapter):
        address = reverse("admin:guidelines_edition_change", args=[chapter.edition_id])
        return format_html('<a href="{}">{}</a>', address, chapter.edition)

    @admin.display(description="state")
    def state(self, chapter):
        return "Draft" if chapter.edition.is_draft else "Released"


@editors_only
@with_chapter("view_chapter")
def preview(request, chapter):
    return preview_of(lambda text: _as_readers_see_it(chapter, text), request.POST.get("content", ""))


def _as_readers_see_it(chapter, text):
    """The chapter's HTML with this text in place of the stored one, numbered and linked within its edition."""
    draft = Draft(chapter.edition, unsaved={chapter.pk: text})
    return draft.html(chapter)
