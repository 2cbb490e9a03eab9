"""A button pressed several times at the same moment: each over a connection of its own."""

from datetime import timedelta

import pytest
from django.utils import timezone

from engagement.feedback import actions as feedback_actions
from engagement.joining import actions as joining
from engagement.models import ExpressionOfInterest, Feedback, ListedMember
from portal import personal
from portal.models import AuditEntry, Letter
from tests.engagement.taking import GOOD, make_expression, make_feedback
from tests.engagement.test_taking_part import make_call
from tests.guidelines.test_two_people import at_once as done_at_once
from tests.make import make_editor

pytestmark = pytest.mark.django_db(transaction=True)
FACTS = {name: value for name, value in GOOD.items() if name != "consent"}


def test_four_presses_are_one_expression_and_one_letter():
    call = make_call(opens=-1, closes=1)

    outcomes = done_at_once(*[lambda: joining.express(call=call, once="the same", facts=FACTS)] * 4)

    assert {expression.pk for expression, _ in outcomes} == {ExpressionOfInterest.objects.get().pk}
    assert [is_new for _, is_new in outcomes].count(True) == 1
    assert Letter.objects.count() == 1


def test_four_presses_are_one_message():
    said = {"kind": "page", "page": "/", "title": "", "document": None, "facts": {"went_wrong": "It hides."}}

    done_at_once(*[lambda: feedback_actions.take_in(once="the same", **said)] * 4)

    assert Feedback.objects.count() == 1


def test_two_editors_answer_in_the_same_words_and_one_letter_goes():
    feedback, by = make_feedback(email="ada@example.org"), make_editor()

    outcomes = done_at_once(*[lambda: feedback_actions.answer(feedback=feedback, words="It is mended.", by=by)] * 3)

    assert sum(isinstance(outcome, feedback_actions.SaidBefore) for outcome in outcomes) == 2
    assert Letter.objects.count() == 1


def test_a_member_is_listed_once_however_often_pressed():
    expression, by = make_expression(may_be_listed=True, listed_as="Ada"), make_editor()

    done_at_once(*[lambda: joining.move(expression=expression, state="member", by=by)] * 3)

    assert ListedMember.objects.count() == 1
    assert AuditEntry.objects.filter(did="marked as member").count() == 1


def test_two_processes_forget_at_once():
    make_feedback(sent_at=timezone.now() - timedelta(days=400))

    outcomes = done_at_once(personal.forget_due, personal.forget_due)

    assert not any(isinstance(outcome, Exception) for outcome in outcomes)
    assert not Feedback.objects.exists()
