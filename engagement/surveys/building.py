"""Changing what a survey asks: only before the first answer, but for its words.

Answers hold the numbers of options, so afterwards words may be mended and options added at the end of a list; kinds,
order, conditions and the questions themselves stay. Who wants to ask something else copies the survey.
"""

from django.db import transaction
from django.db.models import Max

from engagement.models import Kind, Survey, SurveyQuestion, SurveySection

from .questionnaire import Questionnaire

MOST_QUESTIONS = 100
CAN_LEAD = {Kind.SINGLE, Kind.SEVERAL, Kind.SCALE}  # to other questions


class Refused(Exception):
    """Says in a sentence why the survey stays as it is."""


class HasAnswers(Refused):
    def __init__(self):
        super().__init__(
            "People have answered already, so questions can no longer be added, moved or taken away. "
            "To ask something else, copy the survey."
        )


def locked(survey):
    """The survey, held until the transaction ends: no answer arrives meanwhile, nobody else changes it."""
    return Survey.objects.select_for_update().get(pk=survey.pk)


def _before_the_first_answer(survey):
    if locked(survey).answers.exists():
        raise HasAnswers


@transaction.atomic
def add_section(*, survey):
    _before_the_first_answer(survey)
    last = survey.sections.aggregate(last=Max("position"))["last"] or 0
    return SurveySection.objects.create(survey=survey, position=last + 1, title=f"Section {last + 1}")


@transaction.atomic
def add_question(*, section, kind):
    """Adds a question at the section's end; it is not asked before it has words."""
    _before_the_first_answer(section.survey)
    if SurveyQuestion.objects.filter(section__survey=section.survey).count() >= MOST_QUESTIONS:
        raise Refused(f"A survey has at most {MOST_QUESTIONS} questions. Nobody would answer more.")
    last = section.questions.aggregate(last=Max("position"))["last"] or 0
    return SurveyQuestion.objects.create(section=section, position=last + 1, kind=kind)


@transaction.atomic
def remove_question(*, question):
    _before_the_first_answer(question.section.survey)
    if question.leads_to.exists():
        raise Refused(f"Other questions are shown only after an answer to “{question}”. Change that first.")
    question.delete()
    _number(question.section)


@transaction.atomic
def remove_section(*, section):
    _before_the_first_answer(section.survey)
    if section.questions.exists():
        raise Refused(f"Move or delete the questions of “{section}” first.")
    section.delete()
    for position, each in enumerate(section.survey.sections.all(), start=1):
        SurveySection.objects.filter(pk=each.pk).update(position=position)


@transaction.atomic
def move_section(*, section, step):
    """Moves it one place up (-1) or down (1); at the end it stays."""
    _before_the_first_answer(section.survey)
    sections = list(section.survey.sections.all())
    _shift(sections, sections.index(section), step)
    for position, each in enumerate(sections, start=1):
        SurveySection.objects.filter(pk=each.pk).update(position=position)
    check_conditions(survey=section.survey)


@transaction.atomic
def move_question(*, question, step):
    """Moves it one place up (-1) or down (1), over the border of its section into the next one."""
    survey = question.section.survey
    _before_the_first_answer(survey)
    questions = list(question.section.questions.all())
    place = questions.index(question)
    if 0 <= place + step < len(questions):
        _shift(questions, place, step)
        for position, each in enumerate(questions, start=1):
            SurveyQuestion.objects.filter(pk=each.pk).update(position=position)
    else:
        _to_neighbour(question, list(survey.sections.all()), step)
    check_conditions(survey=survey)


def _to_neighbour(question, sections, step):
    place = sections.index(question.section) + step
    if not 0 <= place < len(sections):
        return
    old, new = question.section, sections[place]
    last = new.questions.aggregate(last=Max("position"))["last"] or 0
    SurveyQuestion.objects.filter(pk=question.pk).update(section=new, position=last + 1 if step < 0 else 0)
    _number(old)
    _number(new)


def _shift(things, place, step):
    if 0 <= place + step < len(things):
        things[place], things[place + step] = things[place + step], things[place]


def _number(section):
    for position, each in enumerate(section.questions.all(), start=1):
        SurveyQuestion.objects.filter(pk=each.pk).update(position=position)


def check_conditions(*, survey):
    """Raises Refused when a question hangs on a later one (so none can go round), or on an answer not offered."""
    questionnaire = Questionnaire(survey)
    earlier = {}
    for question in questionnaire.questions:
        if question.shown_if_id:
            leader = earlier.get(question.shown_if_id)
            if leader is None:
                raise Refused(
                    f"“{question}” is shown only after an answer to another question, so it has to come after that one."
                )
            if question.shown_if_answer not in dict(questionnaire.choices(leader)):
                raise Refused(f"“{question}” is shown only after an answer to “{leader}” that is no longer offered.")
        earlier[question.pk] = question


def condition_choices(questionnaire, place):
    """Choices for a select, grouped by question: “always”, or an answer to a question before that place."""
    groups = [("", "always")]
    for other in questionnaire.questions:
        if other.place < place and other.kind in CAN_LEAD:
            name = f"only if question {other.number} ({other.text[:60]}) was answered"
            groups.append((name, [(f"{other.pk}:{value}", words) for value, words in questionnaire.choices(other)]))
    return groups
