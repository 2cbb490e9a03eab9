from django.contrib import admin, messages
from django.db.models import Count
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_POST

from engagement import actions
from engagement.models import Survey, SurveyAnswer
from engagement.surveys import copying, personal
from portal.markdown_admin import WithMarkdown

from . import survey_answers, survey_building, survey_preview
from .survey_access import with_survey


@admin.register(Survey)
class SurveyAdmin(WithMarkdown):
    short = ("introduction", "privacy", "thanks", "results_introduction")
    list_display = ["title", "opens_on", "closes_on", "open_now", "number_of_answers"]
    prepopulated_fields = {"slug": ["title"]}
    fields = [
        "title", "slug", "guideline", ("opens_on", "closes_on"), "introduction", "privacy", "thanks",
        "results_introduction",
    ]  # fmt: skip
    change_form_template = "desk/survey/survey.html"

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(answer_count=Count("answers"))

    def get_urls(self):
        desk = self.admin_site.admin_view
        own = {
            "questions/": (survey_building.view, "build"),
            "preview/": (survey_preview.view, "preview"),
            "copy/": (copy, "copy"),
            "answers/": (survey_answers.answers, "answers"),
            "answers/publish/": (survey_answers.publish, "publish"),
            "answers/<slug:format>/": (survey_answers.download, "download"),
            "answers/texts/<int:question>/": (survey_answers.texts, "texts"),
        }
        pages = [
            path(f"<int:pk>/{end}", desk(view), name=f"engagement_survey_{name}") for end, (view, name) in own.items()
        ]
        return pages + super().get_urls()

    def save_model(self, request, obj, form, change):
        actions.save_survey(survey=obj)

    def response_add(self, request, obj, post_url_continue=None):
        self.message_user(request, "Saved. Now write its questions.")
        return redirect("admin:engagement_survey_build", obj.pk)

    @admin.display(description="open", boolean=True)
    def open_now(self, survey):
        return survey.is_open

    @admin.display(description="answers", ordering="answer_count")
    def number_of_answers(self, survey):
        return survey.answer_count


@require_POST
@with_survey("add_survey")
def copy(request, survey):
    new = copying.copy(survey=survey, by=request.user)
    messages.success(
        request, f"This is the copy, with the same questions. It opens on {new.opens_on:%-d %B %Y}: set its days."
    )
    return redirect("admin:engagement_survey_change", new.pk)


@admin.register(SurveyAnswer)
class SurveyAnswerAdmin(admin.ModelAdmin):
    """To find an answer by its reference and erase it, when the person who sent it asks for that."""

    list_display = ["reference", "survey", "sent_on", "was_late"]
    list_filter = ["survey"]
    list_select_related = ["survey"]
    search_fields = ["reference"]
    search_help_text = "The reference that the person was given."
    show_full_result_count = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def get_actions(self, request):
        return {}  # erased one by one

    def delete_model(self, request, obj):
        personal.erase(reference=obj.reference, by=request.user)
