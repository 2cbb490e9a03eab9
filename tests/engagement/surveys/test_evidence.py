"""What answers say of a statement stands beside it where a change is explained, and is cited without small numbers."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from engagement.models import Survey
from engagement.surveys import results
from engagement.surveys.about_statements import said_about
from guidelines import actions
from tests.make import make_editor, rewrite

from .make import add_question, asked, make_full_survey, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey():
    """Twenty answers: twelve name a statement, three another; six answer a question about a third."""
    survey = make_full_survey(title="Survey 2018")
    about = add_question(survey.sections.last(), "long", "Is reflection planned?", about="self-reflection")
    role, hard = asked(survey)[0].name, asked(survey)[5].name
    for number in range(20):
        named = ["shared-work"] if number < 12 else ["values-in-practice"] if number < 15 else []
        send(survey, **{role: "1", hard: named or ["self-reflection"]}, **({about.name: "Yes"} if number < 6 else {}))
    return survey


def citations(survey):
    return {key: [said.citation for said in found] for key, found in said_about(survey.guideline).items()}


def test_each_statement_has_what_was_said_of_it(survey):
    found = said_about(survey.guideline)

    assert [said.in_words for said in found["shared-work"]] == ["12 of 20 who answered named this statement"]
    assert [said.in_words for said in found["self-reflection"]] == [
        "5 of 20 who answered named this statement",
        "6 answers to a question about this statement",
    ]


def test_a_citation_gives_no_small_number_away(survey):
    assert citations(survey)["shared-work"] == ["Survey 2018, question 6: 12 answers."]
    assert citations(survey)["values-in-practice"] == ["Survey 2018, question 6: fewer than 5 answers."]


def test_a_citation_leads_to_published_results(survey):
    today = timezone.localdate()
    Survey.objects.update(opens_on=today - timedelta(days=9), closes_on=today - timedelta(days=2))
    results.publish(survey=survey, by=make_editor())

    assert citations(survey)["shared-work"] == ["[Survey 2018, question 6](/survey/questions/#question-6): 12 answers."]


def test_it_stands_beside_the_statement_where_a_change_is_explained(desk, survey):
    draft = actions.start_draft(guideline=survey.guideline)
    rewrite(draft, "working-with-others", "mixed teams", "teams of several professions")

    page = desk.get(reverse("admin:guidelines_edition_changes", args=[draft.pk])).text

    assert "12 of 20 who answered named this statement" in page
    assert 'value="Survey 2018, question 6: 12 answers."' in page
    assert 'data-cite-in="id_shared-work-evidence"' in page
    assert 'id="id_shared-work-evidence"' in page


def test_who_may_not_read_answers_does_not_see_it_there(client, survey):
    client.force_login(make_editor("guidelines.view_edition", "guidelines.change_edition", "guidelines.change_chapter"))
    draft = actions.start_draft(guideline=survey.guideline)
    rewrite(draft, "working-with-others", "mixed teams", "teams of several professions")

    answer = client.get(reverse("admin:guidelines_edition_changes", args=[draft.pk]))

    assert "who answered named" not in answer.text


def test_it_costs_three_queries_however_many_statements(survey, django_assert_num_queries):
    with django_assert_num_queries(3):
        citations(survey)
