"""Results for the public: counted once, when an editor publishes them, with small numbers left out."""

from django.db import transaction
from django.utils import timezone

from engagement.models import Survey, SurveyReply
from engagement.models.survey_question import EXCLUSIVE
from portal import audit

from .questionnaire import Questionnaire
from .small_numbers import LEAST, hidden_of_exclusive, hidden_of_several
from .tally import Tally, filtered


class StillOpen(Exception):
    def __init__(self):
        super().__init__(
            "Results are published once nobody can send any more: two hours after the end of the last day."
        )


@transaction.atomic
def publish(*, survey, by):
    """Shows readers the results as they stand. They stay so until they are published again. Raises StillOpen."""
    survey = Survey.objects.select_for_update(no_key=True).get(pk=survey.pk)
    if not survey.may_publish_results:
        raise StillOpen
    survey.results = for_the_public(survey)
    survey.results_published_on = timezone.localdate()
    survey.save()
    audit.record(by=by, did="published the results", of=survey, answers=survey.answers.count())
    return survey


@transaction.atomic
def withdraw(*, survey, by):
    """Takes the published results off the survey's page."""
    survey = Survey.objects.select_for_update(no_key=True).get(pk=survey.pk)
    survey.results = survey.results_published_on = None
    survey.save()
    audit.record(by=by, did="withdrew the results", of=survey)
    return survey


def for_the_public(survey):
    """What readers may see, as JSON holds it: {"people": …, "questions": […]}; a figure that is hidden is null."""
    questionnaire = Questionnaire(survey)
    tally = Tally(questionnaire, filtered(survey, ""))
    quotes = _quotes(survey)
    shown, questions = {}, []
    for question in questionnaire.questions:
        told = _told(question, tally, _reveals(question, shown))
        shown[question.pk] = told
        if not told["is_hidden"]:
            told["quotes"] = quotes.get(question.pk, [])
        questions.append(told)
    return {"people": tally.total if tally.total >= LEAST else None, "questions": questions}


def _reveals(question, shown):
    """Whether the number of people that the question reached would give a hidden figure away."""
    if question.shown_if_id is None:
        return False
    asked_before = shown[question.shown_if_id]
    figures = {bar["value"]: bar["count"] for row in asked_before["rows"] for bar in row["bars"]}
    return asked_before["is_hidden"] or figures.get(question.shown_if_answer, 0) is None


def _told(question, tally, reveals):
    answered = tally.answered(question)
    is_hidden = answered < LEAST or reveals
    return {
        "number": question.number,
        "text": question.text,
        "is_text": question.is_text,
        "is_hidden": is_hidden,
        "people": None if is_hidden else answered,
        "rows": [] if is_hidden else [_row(question, row) for row in tally.rows(question)],
        "quotes": [],
    }


def _row(question, row):
    counts = [bar.count for bar in row.bars]
    hidden = hidden_of_exclusive(counts) if question.kind in EXCLUSIVE else hidden_of_several(counts, row.people)
    return {
        "words": row.words,
        "people": row.people if row.people >= LEAST else None,
        "leaves_out": row.leaves_out,
        "bars": [
            {
                "value": bar.value,
                "words": bar.words,
                "count": None if place in hidden else bar.count,
                "share": None if place in hidden else bar.share,
            }
            for place, bar in enumerate(row.bars)
        ],
    }


def _quotes(survey):
    quoted = SurveyReply.objects.filter(answer__survey=survey).exclude(quote="").order_by("question", "pk")
    found = {}
    for question, quote in quoted.values_list("question", "quote"):
        found.setdefault(question, []).append(quote)
    return found
