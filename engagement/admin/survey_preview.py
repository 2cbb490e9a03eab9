from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from engagement.surveys.questionnaire import Questionnaire
from engagement.surveys.steps import Steps

from .survey_access import with_survey


@require_http_methods(["GET", "HEAD", "POST"])
@with_survey("view_survey")
def view(request, survey):
    """The survey as readers see it, from its first page to its last; nothing is stored."""
    if request.method == "POST":
        steps = Steps(survey, request.POST, is_preview=True)
        return render(request, steps.template, steps.context, status=steps.status)
    context = {
        "survey": survey,
        "guideline": survey.guideline,
        "has_questions": bool(Questionnaire(survey).questions),
        "is_preview": True,
        "preview_address": reverse("admin:engagement_survey_preview", args=[survey.pk]),
    }
    return render(request, "engagement/survey/start.html", context)
