"""What answers say about single statements, for who explains a change."""

from dataclasses import dataclass

from django.db.models import Count

from engagement.models import Kind, SurveyQuestion, SurveyReply
from portal.counted import counted

from .small_numbers import LEAST, is_small


@dataclass(frozen=True)
class Said:
    """So many of those who answered a question spoke of a statement: named it, or answered a question about it."""

    question: SurveyQuestion
    number: int  # of the question in its survey
    count: int
    people: int
    named_it: bool

    @property
    def survey(self):
        return self.question.section.survey

    @property
    def in_words(self):
        if self.named_it:
            return f"{self.count} of {self.people} who answered named this statement"
        return f"{counted(self.count, 'answer')} to a question about this statement"

    @property
    def citation(self):
        """Markdown for the evidence of a change, which everybody reads: small numbers are not in it."""
        name = f"{self.survey.title}, question {self.number}"
        if self.survey.results_published_on:
            name = f"[{name}]({self.survey.get_absolute_url()}#question-{self.number})"
        if self.count < LEAST:
            return f"{name}: fewer than {LEAST} answers."
        if self.named_it and is_small(self.people - self.count):
            return f"{name}: named by nearly everybody who answered."
        return f"{name}: {self.count} answers."


def said_about(guideline):
    """{key: [Said]} over all surveys of the guideline, newest first; three queries."""
    questions = _numbered(guideline)
    replies = SurveyReply.objects.filter(question__in=questions).order_by()
    counted = replies.values("question").annotate(number=Count("answer", distinct=True))
    people = dict(counted.values_list("question", "number"))
    named = replies.filter(question__kind=Kind.STATEMENTS).values("question", "key").annotate(number=Count("pk"))
    found = {}
    for pk, key, number in named.values_list("question", "key", "number"):
        found.setdefault(key, []).append(Said(questions[pk], questions[pk].number, number, people[pk], True))
    for question in questions.values():
        if question.about and people.get(question.pk):
            number = people[question.pk]
            found.setdefault(question.about, []).append(Said(question, question.number, number, number, False))
    newest = {pk: place for place, pk in enumerate(questions)}
    return {key: sorted(all_said, key=lambda said: newest[said.question.pk]) for key, all_said in found.items()}


def _numbered(guideline):
    """{pk: question} of all its surveys, each with its number."""
    asked = SurveyQuestion.objects.filter(section__survey__guideline=guideline).select_related("section__survey")
    order = ["-section__survey__closes_on", "section__survey", "section__position", "position"]
    numbers, found = {}, {}
    for question in asked.order_by(*order):
        survey = question.section.survey_id
        question.number = numbers[survey] = numbers.get(survey, 0) + 1
        found[question.pk] = question
    return found
