"""An editor builds a survey on one page: every button saves first, and what is refused is said in a sentence."""

import pytest
from django.urls import reverse

from engagement.models import Survey, SurveyQuestion, SurveySection
from engagement.surveys import building
from tests.make import make_guideline

from .builder import Builder, texts
from .make import add_question, add_section, make_survey

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey():
    return make_survey()


@pytest.fixture
def builder(desk, survey):
    return Builder(desk, survey)


def test_a_survey_is_written_from_nothing(desk):
    guideline = make_guideline()
    facts = {
        "title": "A survey",
        "slug": "a-survey",
        "guideline": guideline.pk,
        "introduction": "Why.",
        "thanks": "Ta.",
    }
    days = {"opens_on": "01/12/2026", "closes_on": "31/12/2026", "privacy": "Kept *safe*.", "results_introduction": ""}
    answer = desk.post(reverse("admin:engagement_survey_add"), facts | days)
    survey = Survey.objects.get()
    assert answer.url == reverse("admin:engagement_survey_build", args=[survey.pk])
    assert "Kept <em>safe</em>" in survey.privacy_html

    builder = Builder(desk, survey).press("add-section")
    section = SurveySection.objects.get()
    builder.press(f"add-question:{section.pk}", **{f"s{section.pk}-title": "You", f"kind-{section.pk}": "single"})
    question = SurveyQuestion.objects.get()
    builder.press(**{f"q{question.pk}-text": "Role?", f"q{question.pk}-options": "Lecturer\r\n\r\n Student \r\n"})

    question.refresh_from_db()
    assert (question.text, question.options, question.section.title) == ("Role?", "Lecturer\nStudent", "You")


def test_a_question_without_words_is_not_asked(client, builder, survey):
    section = add_section(survey)
    building.add_question(section=section, kind="short")

    assert "The questions are not here yet" in client.get(survey.get_absolute_url()).text


def test_what_is_wrong_is_said_what_was_typed_stays_and_nothing_is_stored(builder, survey):
    section = add_section(survey)
    one, two = add_question(section, "single", "One?", options=["A", "B"]), add_question(section, "short", "Two?")
    builder = Builder(builder.client, survey)

    builder.press(**{f"q{one.pk}-options": "Only one", f"q{two.pk}-text": "Two, mended?"})

    assert builder.answer.status_code == 422
    assert "Write at least two options, one on each line." in builder.page
    assert "Only one</textarea>" in builder.page
    assert "Two, mended?</textarea>" in builder.page
    assert texts(survey) == ["One?", "Two?"]


def test_another_kind_shows_its_own_fields_and_asks_for_them(builder, survey):
    one = add_question(add_section(survey), "short", "One?")
    builder = Builder(builder.client, survey)

    builder.press(**{f"q{one.pk}-kind": "matrix"})

    assert builder.answer.status_code == 422
    assert f'name="q{one.pk}-rows"' in builder.page


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("single", {"options": "A\nB\nA"}, "“A” stands here twice."),
        ("single", {"options": "A\n" + "x" * 400}, "is too long"),
        ("single", {"options": "\n".join(map(str, range(99)))}, "at most 60"),
        ("scale", {"lowest": "5", "highest": "5"}, "A scale rises"),
        ("scale", {"highest": "99"}, "A scale rises"),
        ("scale", {"lowest": "x"}, "Enter a whole number."),
        ("statements", {"keys": "nobody-knows-it"}, "No statement of this guideline has the key"),
        ("short", {"about": "nobody-knows-it"}, "No statement of this guideline has the key"),
        ("short", {"text": "x" * 999}, "at most 300 characters"),
        ("short", {"kind": "telepathy"}, "Select a valid choice"),
        ("short", {"condition": "999:1"}, "Select a valid choice"),
    ],
)
def test_each_mistake_has_its_sentence(builder, survey, kind, typed, sentence):
    question = add_question(add_section(survey), kind, "One?", options=["A", "B"])
    builder = Builder(builder.client, survey)

    builder.press(**{f"q{question.pk}-{name}": value for name, value in typed.items()})

    assert builder.answer.status_code == 422
    assert sentence in builder.page


def test_moving_saves_first_and_goes_over_the_border_of_a_section(builder, survey):
    first, second = add_section(survey), add_section(survey, "Then")
    one, two = add_question(first, "short", "One?"), add_question(second, "short", "Two?")
    builder = Builder(builder.client, survey)

    builder.press(f"up:q{two.pk}", **{f"q{one.pk}-text": "First?"})
    assert texts(survey) == ["First?", "Two?"]
    assert first.questions.count() == 2
    builder.press(f"up:q{two.pk}")
    assert texts(survey) == ["Two?", "First?"]
    builder.press(f"down:q{one.pk}")
    assert list(second.questions.all()) == [one]
    builder.press(f"up:s{second.pk}")
    assert texts(survey) == ["First?", "Two?"]


def test_a_condition_is_chosen_from_earlier_questions_only(builder, survey):
    section = add_section(survey)
    one = add_question(section, "single", "One?", options=["Yes", "No"])
    two = add_question(section, "single", "Two?", options=["Yes", "No"])
    builder = Builder(builder.client, survey)

    builder.press(**{f"q{two.pk}-condition": f"{one.pk}:2"})
    two.refresh_from_db()
    assert (two.shown_if, two.shown_if_answer) == (one, "2")

    builder.press(**{f"q{one.pk}-condition": f"{two.pk}:1"})
    assert builder.answer.status_code == 422


def test_no_move_deletion_or_change_leaves_a_condition_in_the_air(builder, survey):
    section = add_section(survey)
    one = add_question(section, "single", "One?", options=["Yes", "No"])
    add_question(section, "short", "Two?", shown_if=one, shown_if_answer="2")
    builder = Builder(builder.client, survey)

    assert "it has to come after that one" in builder.press(f"down:q{one.pk}").said[0]
    assert "shown only after an answer to" in builder.press(f"remove:q{one.pk}").said[0]
    builder.press(**{f"q{one.pk}-options": "Yes\nPerhaps\nNo"})
    builder.press(**{f"q{one.pk}-kind": "short"})
    assert "no longer offered" in builder.said[0]
    assert texts(survey) == ["One?", "Two?"]


def test_a_section_with_questions_is_not_deleted_an_empty_one_is(builder, survey):
    first, second = add_section(survey), add_section(survey, "Then")
    add_question(first, "short", "One?")
    builder = Builder(builder.client, survey)

    assert "Move or delete the questions" in builder.press(f"remove:s{first.pk}").said[0]
    builder.press(f"remove:s{second.pk}")

    assert list(survey.sections.all()) == [first]


def test_a_new_question_is_deleted_again_though_it_has_no_words(builder, survey):
    question = building.add_question(section=add_section(survey), kind="single")
    builder = Builder(builder.client, survey)

    builder.press(f"remove:q{question.pk}")

    assert not SurveyQuestion.objects.exists()


def test_a_save_over_somebody_elses_is_refused_once_and_keeps_the_words(builder, survey):
    question = add_question(add_section(survey), "short", "One?")
    mine, theirs = Builder(builder.client, survey), Builder(builder.client, survey)
    theirs.press(**{f"q{question.pk}-text": "Theirs?"})

    mine.press(**{f"q{question.pk}-text": "Mine?"})
    assert "Somebody else has saved this survey" in mine.said[0]
    assert "Mine?</textarea>" in mine.page
    assert texts(survey) == ["Theirs?"]

    mine.press()
    assert texts(survey) == ["Mine?"]
