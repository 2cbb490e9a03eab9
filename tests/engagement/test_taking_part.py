"""An educator looks for ways to take part: a survey, the steering group."""

from datetime import timedelta

import pytest
from django.utils import timezone

from engagement import actions
from engagement.models import SteeringGroupCall, Survey
from tests.make import make_guideline, make_released_edition

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def make_survey(*, opens, closes, guideline=None):
    """A survey that opens and closes so many days from today."""
    today = timezone.localdate()
    survey = Survey(
        slug="questions",
        title="Our questions",
        guideline=guideline or make_guideline(),
        introduction="What we *ask*.",
        thanks="Thank you.",
        opens_on=today + opens * DAY,
        closes_on=today + closes * DAY,
    )
    return actions.save_survey(survey=survey)


def make_call(*, opens, closes, guideline=None):
    today = timezone.localdate()
    call = SteeringGroupCall(
        guideline=guideline or make_guideline(),
        title="Steering group",
        summary="What it does.",
        body="Its *purpose*.",
        opens_on=today + opens * DAY,
        closes_on=today + closes * DAY,
    )
    return actions.save_call(call=call)


def test_an_open_survey_introduces_itself(client):
    survey = make_survey(opens=-1, closes=0)

    page = client.get(survey.get_absolute_url()).text

    assert "Open until" in page
    assert "What we <em>ask</em>." in page
    assert "Thank you." not in page


def test_a_closed_survey_says_when_it_closed_and_thanks(client):
    survey = make_survey(opens=-9, closes=-1)

    page = client.get(survey.get_absolute_url()).text

    assert "This survey closed on" in page
    assert "Thank you." in page


def test_a_survey_that_has_not_opened_is_not_announced(client):
    survey = make_survey(opens=1, closes=9)

    assert "Our questions" not in client.get(survey.get_absolute_url()).text
    assert "Our questions" not in client.get("/take-part/").text


@pytest.mark.parametrize(("opens", "closes", "words"), [(-1, 1, "Open until"), (-9, -1, "The call closed on")])
def test_the_steering_group_says_whether_it_is_open(client, opens, closes, words):
    make_call(opens=opens, closes=closes)

    page = client.get("/steering-group/").text

    assert words in page
    assert "Its <em>purpose</em>." in page


def test_before_the_call_there_is_no_steering_group_page(client):
    make_call(opens=1, closes=9)

    assert client.get("/steering-group/").status_code == 404


def test_the_first_page_names_the_ways_to_take_part(client):
    guideline = make_guideline(is_featured=True)
    make_released_edition(guideline)
    make_survey(opens=-1, closes=1, guideline=guideline)
    make_call(opens=-1, closes=1, guideline=guideline)

    page = client.get("/").text

    assert 'href="/survey/questions/"' in page
    assert 'href="/steering-group/"' in page


def test_with_nothing_announced_there_is_still_the_news(client):
    assert 'href="/news/"' in client.get("/take-part/").text
