"""What may still change once a survey has answers; copies and previews of it."""

import pytest
from django.urls import reverse

from engagement.models import Survey, SurveyAnswer
from portal.models import AuditEntry
from tests.make import make_editor

from .builder import Builder, texts
from .make import add_question, add_section, asked, make_full_survey, make_survey, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey():
    return make_survey()


@pytest.fixture
def answered(desk):
    survey = make_full_survey()
    send(survey, **{asked(survey)[0].name: "1"})
    return Builder(desk, survey)


def test_words_may_still_be_mended_and_options_added_and_that_is_noted(answered):
    role = asked(answered.survey)[0]

    answered.press(
        **{f"q{role.pk}-text": "Your rôle?", f"q{role.pk}-options": "Lecturer or tutor\nStudent\nOther\nNobody"}
    )

    role.refresh_from_db()
    assert (role.text, role.options) == ("Your rôle?", "Lecturer or tutor\nStudent\nOther\nNobody")
    assert AuditEntry.objects.filter(did="mended the words of questions with answers").exists()


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ("Lecturer\nStudent", "so none can be taken away"),
        ("Student\nLecturer\nOther", "so it has to stay there"),
        ("Lecturer\nOther\nStudent", "so it has to stay there"),
    ],
)
def test_options_that_answers_stand_on_stay_on_their_lines(answered, options, why):
    role = asked(answered.survey)[0]

    answered.press(**{f"q{role.pk}-options": options})

    assert answered.answer.status_code == 422
    assert why in answered.page


def test_kinds_and_conditions_stay_whatever_is_posted(answered):
    *_, study = asked(answered.survey)

    answered.press(**{f"q{study.pk}-kind": "short", f"q{study.pk}-condition": "", f"q{study.pk}-text": "What?"})

    study.refresh_from_db()
    assert (study.text, study.kind, study.shown_if_answer) == ("What?", "long", "2")


@pytest.mark.parametrize("do", ["add-section", "add-question:{section}", "up:q{pk}", "remove:q{pk}", "down:s{section}"])
def test_nothing_is_added_moved_or_removed_under_answers(answered, do):
    question = asked(answered.survey)[1]
    before = texts(answered.survey)

    answered.press(do.format(pk=question.pk, section=question.section_id))

    assert "People have answered already" in answered.said[0]
    assert texts(answered.survey) == before


def test_a_survey_with_answers_is_not_deleted(answered):
    address = reverse("admin:engagement_survey_delete", args=[answered.survey.pk])

    answered.client.post(address, {"post": "yes"})

    assert SurveyAnswer.objects.count() == 1


# ── Copy and preview ─────────────────────────────────────────────────────────────────────────────


def test_a_copy_asks_the_same_with_its_own_conditions_and_no_answers(answered):
    answered.client.post(reverse("admin:engagement_survey_copy", args=[answered.survey.pk]))

    copy = Survey.objects.get(slug="questions-copy")
    assert texts(copy) == texts(answered.survey)
    *_, study = asked(copy)
    assert study.shown_if == asked(copy)[0]
    assert not copy.answers.exists()
    assert not copy.is_announced


def test_a_preview_goes_to_the_end_and_stores_nothing(desk):
    survey = make_full_survey(opens=5, closes=9)
    address = reverse("admin:engagement_survey_preview", args=[survey.pk])
    role = asked(survey)[0].name

    assert "Nothing that you answer here is kept" in desk.get(address).text
    assert "<h1>Check your answers</h1>" in desk.post(address, {"at": "check", "go": "next", role: "1"}).text
    assert "this is a preview" in desk.post(address, {"go": "send", role: "1"}).text
    assert not SurveyAnswer.objects.exists()


@pytest.mark.parametrize("name", ["build", "preview", "answers", "publish", "copy"])
def test_who_may_not_change_surveys_sees_none_of_it(client, survey, name):
    client.force_login(make_editor("guidelines.change_chapter"))
    address = reverse(f"admin:engagement_survey_{name}", args=[survey.pk])

    assert client.get(address).status_code in (403, 405)
    assert client.post(address).status_code in (403, 405)


def test_the_page_costs_as_many_queries_for_many_questions_as_for_few(desk, survey, django_assert_max_num_queries):
    section = add_section(survey)
    for _ in range(30):
        add_question(section, "single", options=["A", "B"])

    with django_assert_max_num_queries(9):
        Builder(desk, survey)
