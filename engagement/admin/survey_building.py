"""The one page on which a survey's sections and questions are written and put in order. Every button saves first."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from engagement.models import Kind, SurveyQuestion, SurveySection
from engagement.surveys import building
from engagement.surveys.sheet import Sheet
from portal import posted

from .survey_access import page, with_survey

STALE = (
    "Somebody else has saved this survey since you opened it. What you typed is still here: "
    "look at their version in another tab, then save again to put yours in its place."
)


@require_http_methods(["GET", "HEAD", "POST"])
@with_survey("change_survey")
def view(request, survey):
    if request.method != "POST":
        return _shown(request, Sheet(survey, opened=request.GET.get("open", "")))
    do, _, thing = request.POST.get("do", "save").partition(":")
    sheet = None
    try:
        with transaction.atomic():
            survey = building.locked(survey)
            sheet = Sheet(survey, request.POST, without=thing if do == "remove" else "")
            if sheet.is_stale:
                raise building.Refused(STALE)
            if sheet.is_valid():
                sheet.save(by=request.user)
                opened = _do(request, survey, do, thing)
                messages.success(request, "Saved.")
                address = reverse("admin:engagement_survey_build", args=[survey.pk])
                return HttpResponseRedirect(f"{address}?open={opened}#{opened}" if opened else address)
    except building.Refused as refusal:
        messages.error(request, str(refusal))
    return _shown(request, sheet, status=422)


def _shown(request, sheet, status=200):
    context = page(request, f"Questions of “{sheet.survey}”", sheet.survey, sheet=sheet, kinds=Kind.choices)
    return render(request, "desk/survey/build.html", context, status=status)


def _do(request, survey, do, thing):
    """Adds, moves or removes what the button named; returns the id of what to show then."""
    steps = {"up": -1, "down": 1}
    if do == "add-section":
        return f"s{building.add_section(survey=survey).pk}"
    if do == "add-question":
        section = _found(survey.sections, thing)
        kind = request.POST.get(f"kind-{section.pk}", "")
        kind = kind if kind in Kind.values else Kind.SINGLE
        return f"q{building.add_question(section=section, kind=kind).pk}"
    if do not in ("up", "down", "remove"):
        return thing
    if thing.startswith("s"):
        section = _found(SurveySection.objects.filter(survey=survey), thing[1:])
        if do == "remove":
            building.remove_section(section=section)
            return ""
        building.move_section(section=section, step=steps[do])
        return thing
    question = _found(SurveyQuestion.objects.filter(section__survey=survey).select_related("section"), thing[1:])
    if do == "remove":
        building.remove_question(question=question)
        return f"s{question.section_id}"
    building.move_question(question=question, step=steps[do])
    return thing


def _found(rows, pk):
    return get_object_or_404(rows, pk=posted.number(pk))
