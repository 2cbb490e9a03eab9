"""Counting the answers to a survey, all or those with a certain answer to one question."""

import re
from dataclasses import dataclass, field

from django.db.models import Count

from engagement.models import Kind, SurveyAnswer, SurveyReply

LONG_LIST = 15  # choices, above which those that nobody chose are left out
CONDITION = re.compile(r"q(\d{1,18})(?:_(\d{1,5}))?:([a-z0-9-]{1,60})")


@dataclass
class Bar:
    value: str
    words: str
    count: int | None  # None when it is not published
    share: int = 0  # per cent of those who answered
    name: str = ""  # what asks for the answers behind it

    @property
    def as_filter(self):
        return f"{self.name}:{self.value}"


@dataclass
class Row:
    """A question's choices, or one row of a matrix."""

    words: str
    people: int | None
    bars: list = field(default_factory=list)
    leaves_out: bool = False  # choices that nobody chose


def filtered(survey, wanted):
    """The survey's answers with that answer to a question (“q12:3”, “q12_2:3” for a row of a matrix); all for ""."""
    answers = SurveyAnswer.objects.filter(survey=survey)
    found = CONDITION.fullmatch(wanted)
    if not found:
        return answers if not wanted else answers.none()
    question, row, value = found.groups()
    replies = SurveyReply.objects.filter(question=int(question), row=int(row or 0))
    chosen = {"choice": int(value), "key": ""} if value.isdecimal() and len(value) < 5 else {"key": value}
    return answers.filter(pk__in=replies.filter(**chosen).values("answer"))


class Tally:
    """Two queries whatever there is to count."""

    def __init__(self, questionnaire, answers):
        self.questionnaire = questionnaire
        self.total = answers.count()
        replies = SurveyReply.objects.filter(answer__in=answers).order_by()
        self.counts, self.people = {}, {}
        counted = replies.values("question", "row", "choice", "key").annotate(number=Count("pk"))
        for each in counted.exclude(question__kind__in=[Kind.SHORT, Kind.LONG]):
            value = each["key"] or str(each["choice"])
            self.counts[each["question"], each["row"], value] = each["number"]
        for each in replies.values("question", "row").annotate(number=Count("answer", distinct=True)):
            self.people[each["question"], each["row"]] = each["number"]

    def rows(self, question):
        return [] if question.is_text else [self._row(question, *each) for each in question.numbered_rows]

    def answered(self, question):
        """How many people answered it, at least in one row."""
        return max((self.people.get((question.pk, row), 0) for row, _ in question.numbered_rows), default=0)

    def _row(self, question, number, words):
        people = self.people.get((question.pk, number), 0)
        offered = dict(self.questionnaire.choices(question))
        chosen = [value for pk, row, value in self.counts if (pk, row) == (question.pk, number)]
        offered |= {value: self.questionnaire.words_of(question, value) for value in chosen if value not in offered}
        name = f"{question.name}_{number}" if number else question.name
        bars = [self._bar(question, number, people, name, *choice) for choice in offered.items()]
        is_long = len(bars) > LONG_LIST
        return Row(words, people, [bar for bar in bars if bar.count] if is_long else bars, is_long)

    def _bar(self, question, row, people, name, value, words):
        count = self.counts.get((question.pk, row, value), 0)
        return Bar(value, words, count, round(100 * count / people) if people else 0, name)
