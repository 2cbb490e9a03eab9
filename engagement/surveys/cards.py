"""The desk's card about surveys: what has come in, and results that wait to be published."""

from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from engagement.models import Survey, SurveyQuestion
from portal.cards import Card, Line
from portal.counted import counted

WEEK = timedelta(days=7)
YEAR = timedelta(days=365)


def cards(user):
    """One card, for who may read answers; one query."""
    if not user.has_perm("engagement.view_surveyanswer"):
        return []
    today = timezone.localdate()
    asks = SurveyQuestion.objects.filter(section__survey=OuterRef("pk")).exclude(text="")
    recent = Survey.objects.filter(opens_on__lte=today, closes_on__gte=today - YEAR).order_by("-closes_on", "pk")
    surveys = recent.annotate(
        asks=Exists(asks),
        number=Count("answers"),
        fresh=Count("answers", filter=Q(answers__sent_on__gt=today - WEEK)),
    )
    lines = [_line(survey) for survey in surveys if survey.is_open or survey.number]
    return [Card("Surveys", lines, nothing="No survey is open, and none has closed lately.")]


def _line(survey):
    address = reverse("admin:engagement_survey_answers", args=[survey.pk])
    answers = counted(survey.number, "answer")
    until = date_format(survey.closes_on, "j F Y")
    if survey.is_open and not survey.asks:
        address = reverse("admin:engagement_survey_build", args=[survey.pk])
        return Line(survey.title, address, f"open until {until}, but it asks nothing yet", needs_you=True)
    if survey.is_open:
        return Line(survey.title, address, f"{answers}, {survey.fresh} in the last 7 days; open until {until}")
    if survey.results_published_on is None:
        return Line(survey.title, address, f"{answers}; closed on {until}, no results published yet", needs_you=True)
    return Line(survey.title, address, f"{answers}; results published")
