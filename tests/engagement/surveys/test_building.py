"""An editor builds a survey on one page: every button saves first, and what is refused is said in a sentence."""

import pytest
from django.urls import reverse

from engagement.models import Survey, SurveyAnswer, SurveyQuestion, SurveySection
from engagement.surveys import building
from portal.models import AuditEntry
from tests.make import make_editor, make_guideline

from .make import Fields, add_question, add_section, asked, make_full_survey, make_survey, send

pytestmark = pytest.mark.django_db


class Builder:
    """The editor’s page, as a browser without JavaScript has it."""

    def __init__(self, client, survey):
        self.client, self.survey = client, survey
        self.address = reverse("admin:engagement_survey_build", args=[survey.pk])
        self.answer = client.get(self.address)

    @property
    def page(self):
        return self.answer.text

    def press(self, do="save", **typed):
        fields = Fields(self.page).found
        for select in self.page.split("<select")[1:]:
            name, chosen = select.split('name="')[1].split('"')[0], select.split("</select>")[0]
            if " selected" in chosen:
                fields[name] = chosen.split(" selected")[0].rsplit('value="', 1)[1].split('"')[0]
        self.answer = self.client.post(self.address, fields | typed | {"do": do}, follow=True)
        return self

    @property
    def said(self):
        return [str(message) for message in self.answer.context["messages"]]


@pytest.fixture
def survey():
    return make_survey()


@pytest.fixture
def builder(desk, survey):
    return Builder(desk, survey)


def texts(survey):
    return [question.text for question in asked(survey)]


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


# ── Once there are answers ───────────────────────────────────────────────────────────────────────


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


@pytest.mark.parametrize("options", ["Lecturer\nStudent", "Student\nLecturer\nOther", "Lecturer\nOther\nStudent"])
def test_options_that_answers_stand_on_stay_on_their_lines(answered, options):
    role = asked(answered.survey)[0]

    answered.press(**{f"q{role.pk}-options": options})

    assert answered.answer.status_code == 422
    assert "people have answered with it" in answered.page.lower() or "none can be taken away" in answered.page


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

    with django_assert_max_num_queries(8):
        Builder(desk, survey)
