from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Prefetch
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from guidelines import actions
from guidelines.models import Edition, Guideline
from portal.markdown_admin import WithMarkdown


@admin.register(Guideline)
class GuidelineAdmin(WithMarkdown):
    markdown = ("introduction", "overview")
    search_fields = ["name", "title"]
    list_display = ["name", "newest_edition", "draft", "is_featured"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [
        (None, {"fields": ["name", "title", "short_title", "slug", "standfirst", "notice", "is_featured"]}),
        ("Landing page", {"fields": ["introduction"]}),
        ("The guideline’s own page", {"fields": ["overview"]}),
    ]
    change_form_template = "desk/guideline.html"
    view_on_site = False
    formfield_overrides = {models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})}}

    def get_queryset(self, request):
        editions = Prefetch("editions", Edition.objects.order_by("-number"), to_attr="newest_first")
        return super().get_queryset(request).prefetch_related(editions)

    def get_readonly_fields(self, request, obj=None):
        return ["slug"] if obj and obj.has_permanent_address else []

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    def save_model(self, request, obj, form, change):
        actions.save_guideline(guideline=obj)

    def has_delete_permission(self, request, obj=None):
        # Statements keep their keys for ever, so a guideline with editions stays.
        return super().has_delete_permission(request, obj) and not (obj and obj.editions.exists())

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["has_draft"] = obj is not None and obj.editions.drafts().exists()
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def get_urls(self):
        start = path(
            "<int:pk>/start-draft/",
            self.admin_site.admin_view(self.start_draft),
            name="guidelines_start_draft",
        )
        return [start, *super().get_urls()]

    @admin.display(description="newest edition")
    def newest_edition(self, guideline):
        return next((edition for edition in guideline.newest_first if not edition.is_draft), "none released yet")

    @admin.display(description="draft")
    def draft(self, guideline):
        draft = next((edition for edition in guideline.newest_first if edition.is_draft), None)
        if draft is None:
            return "none"
        return format_html(
            '<a href="{}">Edition {}</a>',
            reverse("admin:guidelines_edition_change", args=[draft.pk]),
            draft.number,
        )

    def start_draft(self, request, pk):
        return require_POST(_start_draft)(request, self, pk)


def _start_draft(request, desk, pk):
    if not request.user.has_perm("guidelines.add_edition"):
        raise PermissionDenied
    guideline = desk.get_object(request, str(pk))
    if guideline is None:
        return desk._get_obj_does_not_exist_redirect(request, desk.opts, str(pk))
    try:
        edition = actions.start_draft(guideline=guideline, by=request.user)
    except actions.DraftExists as refusal:
        messages.error(request, str(refusal))
        edition = guideline.editions.drafts().get()
    return HttpResponseRedirect(reverse("admin:guidelines_edition_change", args=[edition.pk]))
