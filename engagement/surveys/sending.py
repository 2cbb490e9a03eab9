"""Keeping what somebody sent: once, anonymously, whole or not at all."""

import hashlib

from django.db import transaction
from django.utils import timezone

from engagement import references
from engagement.models import Survey, SurveyAnswer, SurveyReply

from .questionnaire import Questionnaire
from .walk import Walk


class QuestionsChanged(Exception):
    """The editors changed the questions while somebody answered; `walk` shows what is missing now."""

    def __init__(self, walk):
        super().__init__("The questions were changed while you answered them. Look at them once more.")
        self.walk = walk


@transaction.atomic
def send(*, survey, typed, once):
    """Stores the answers that were typed; returns (answer, whether it is new). The same `once` twice is one answer.

    Raises QuestionsChanged. No editor changes the questions of a survey that is locked here.
    """
    Survey.objects.select_for_update(no_key=True).get(pk=survey.pk)
    today = timezone.localdate()
    answer, is_new = SurveyAnswer.objects.get_or_create(
        survey=survey,
        once=hashlib.sha256(once.encode()).hexdigest(),
        defaults={"reference": references.new(), "sent_on": today, "was_late": today > survey.closes_on},
    )
    if is_new:
        walk = Walk(Questionnaire(survey), typed)
        if walk.first_wrong or walk.loses_more_than_was_told:
            raise QuestionsChanged(walk)
        SurveyReply.objects.bulk_create(_reply(answer, *each) for each in walk.replies())
    return answer, is_new


def _reply(answer, question, row, value):
    if question.is_text:
        return SurveyReply(answer=answer, question=question, row=row, words=value)
    if value.isdecimal():
        return SurveyReply(answer=answer, question=question, row=row, choice=int(value))
    return SurveyReply(answer=answer, question=question, row=row, key=value)
