"""Several things at the same moment, each over a connection of its own: one record, and never a mixture."""

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from engagement.models import SurveyAnswer, SurveyReply
from engagement.surveys import building
from tests.guidelines.test_two_people import at_once

from .make import Fields, Reader, add_question, add_section, asked, make_survey

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = range(3)


@pytest.fixture
def ready():
    """A survey, and what the last button of somebody's page would post."""
    cache.clear()
    survey = make_survey()
    section = add_section(survey)
    add_question(section, "single", "One?", options=["Yes", "No"])
    add_question(section, "short", "Two?")
    one, two = (question.name for question in asked(survey))
    reader = Reader(Client(), survey).press(**{one: "1", two: "Leeds"})
    fields = Fields(reader.page.split("<main")[1].split("</main>")[0]).found
    return survey, reader.address, fields | {"go": "send"}


@pytest.mark.parametrize("_", ROUNDS)
def test_six_presses_at_once_are_one_answer_and_one_reference(ready, _):
    _survey, address, fields = ready

    pages = at_once(*[lambda: Client().post(address, fields).text] * 6)

    answer = SurveyAnswer.objects.get()
    assert all(f"<strong>{answer.reference}</strong>" in page for page in pages)
    assert sum("nothing was stored twice" in page for page in pages) == 5
    assert SurveyReply.objects.count() == 2


@pytest.mark.parametrize("_", ROUNDS)
def test_a_question_removed_while_an_answer_arrives_leaves_no_reply_to_nothing(ready, _):
    survey, address, fields = ready
    question = asked(survey)[1]

    page, removed = at_once(lambda: Client().post(address, fields), lambda: building.remove_question(question=question))

    if isinstance(removed, building.HasAnswers):
        assert SurveyReply.objects.count() == 2
        assert "Your answers were sent" in page.text
    else:
        assert removed is None
        assert "The editors took away a question" in page.text
        assert "Leeds" in page.text
        assert not SurveyAnswer.objects.exists()


def test_editors_wait_for_the_answer_that_is_being_stored(ready):
    survey, address, fields = ready
    Client().post(address, fields)

    with pytest.raises(building.HasAnswers), transaction.atomic():
        building.add_section(survey=survey)
