"""A survey for who reads it and who answers it.

Its answers travel with the pages: no cookie is set, so there is no token against forged requests either. Another site
could send somebody to the first section, and no further than they press the buttons themselves.
"""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from engagement.models import Survey, SurveyQuestion
from engagement.surveys.steps import Steps
from portal import redirects
from portal.public_forms import is_from_a_robot
from portal.slowing import slowed

PER_MINUTE = 120  # pages, from one address: a classroom may share one


@require_safe
def survey(request, slug):
    """What the survey is, before it opens, while it is open and once it is closed."""
    survey = get_object_or_404(Survey.objects.select_related("guideline"), slug=slug)
    context = {"survey": survey, "guideline": survey.guideline}
    if not survey.is_announced:
        return render(request, "engagement/survey/not_yet.html", context)
    if survey.is_open:
        asks = SurveyQuestion.objects.filter(section__survey=survey).exclude(text="")
        context |= {"has_questions": asks.exists()}
    return render(request, "engagement/survey/start.html", context)


@csrf_exempt
@never_cache
@slowed("survey", per_minute=PER_MINUTE)
def answer(request, slug):
    """One step through the survey; everything answered so far comes with the request."""
    if request.method != "POST":
        return redirect("engagement:survey", slug)
    survey = _wherever_it_is(slug)
    if not survey.is_announced:
        raise Http404("it has not opened")
    steps = Steps(survey, request.POST, is_robot=is_from_a_robot(request))
    return render(request, steps.template, steps.context, status=steps.status)


def _wherever_it_is(slug):
    """The survey at that address, also when an editor changed the address while somebody answered."""
    surveys = Survey.objects.select_related("guideline")
    if found := surveys.filter(slug=slug).first():
        return found
    moved = redirects.resolve(reverse("engagement:survey", args=[slug])) or ""
    return get_object_or_404(surveys, slug=moved.rstrip("/").rpartition("/")[2])
