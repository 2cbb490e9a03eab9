"""An educator answers a survey, page by page, without JavaScript and without cookies."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from engagement import actions, references
from engagement.models import SurveyAnswer, SurveyReply
from portal import public_forms

from .make import Reader, add_question, add_section, asked, make_full_survey, make_survey

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def survey():
    return make_full_survey()


@pytest.fixture
def names(survey):
    return [question.name for question in asked(survey)]


def at(monkeypatch, *moment):
    monkeypatch.setattr(timezone, "now", lambda: datetime(*moment, tzinfo=LONDON))


def test_an_open_survey_invites_to_start_and_says_what_is_kept(client, survey):
    page = client.get(survey.get_absolute_url()).text

    assert "Start the survey" in page
    assert "What we <em>ask</em>." in page
    assert "We do not keep your name, the address of your device" in page


def test_answers_travel_with_the_pages_and_are_stored_at_the_end(client, survey, names):
    role, programmes, town, useful, clear, hard, why, _study = names
    reader = Reader(client, survey)
    reader.press(**{role: "1", programmes: ["1", "3"], town: "Leeds"})
    assert reader.heading == "The guidelines"
    reader.press(**{useful: "4", f"{clear}_1": "1", f"{clear}_2": "2", hard: ["shared-work"], why: "One\n\nTwo"})
    assert reader.heading == "Check your answers"
    for words in ("Lecturer", "Nursing", "Midwifery", "Leeds", "Methods: Unclear", "Shared work", "One<br><br>Two"):
        assert words in reader.page
    assert not SurveyAnswer.objects.exists()

    reader.press("send")

    answer = SurveyAnswer.objects.get()
    assert reader.heading == "Your answers were sent"
    assert answer.reference in reader.page
    assert answer.sent_on == timezone.localdate()
    replies = {(r.question.name, r.row, r.choice, r.key, r.words) for r in answer.replies.all()}
    assert replies == {
        (role, 0, 1, "", ""),
        (programmes, 0, 1, "", ""),
        (programmes, 0, 3, "", ""),
        (town, 0, 0, "", "Leeds"),
        (useful, 0, 4, "", ""),
        (clear, 1, 1, "", ""),
        (clear, 2, 2, "", ""),
        (hard, 0, 0, "shared-work", ""),
        (why, 0, 0, "", "One\n\nTwo"),
    }


def test_nothing_but_the_answers_their_day_and_a_reference_is_kept():
    kept = {field.name for field in SurveyAnswer._meta.concrete_fields}

    assert kept == {"id", "survey", "reference", "once", "sent_on", "was_late"}


def test_a_reference_can_be_read_aloud_and_not_be_guessed():
    made = {references.new() for _ in range(500)}

    assert len(made) == 500
    assert all(len(part) == 4 and not set(part) & set("01OILSUAEY") for r in made for part in r.split("-")[1:])


def test_what_is_missing_is_said_above_and_at_the_question_and_the_rest_is_kept(client, survey, names):
    role, programmes, town = names[:3]
    reader = Reader(client, survey).press(**{programmes: ["2"], town: "York <b>"})

    assert reader.answer.status_code == 422
    assert "<title>Error: About you" in reader.page
    assert f'<a href="#{role}_1">Answer question 1: it has to be answered.</a>' in reader.page
    assert f'id="{role}_1"' in reader.page
    assert f'id="{programmes}_2" name="{programmes}" value="2" checked' in reader.page
    assert 'value="York &lt;b&gt;"' in reader.page


def test_going_back_keeps_what_was_typed_on_both_pages(client, survey, names):
    reader = Reader(client, survey).press(**{names[0]: "1", names[2]: "Leeds"})
    reader.press("back", **{names[6]: "Half a sent"})
    assert reader.heading == "About you"
    assert 'value="Leeds"' in reader.page

    reader.press()

    assert "Half a sent</textarea>" in reader.page


def test_from_the_check_page_a_section_can_be_changed_and_the_way_leads_back(client, survey, names):
    reader = Reader(client, survey).press(**{names[0]: "1"}).press()
    reader.press(f"to-{survey.sections.first().pk}")
    assert reader.heading == "About you"

    reader.press(**{names[0]: "3"})

    assert reader.heading == "Check your answers"
    assert "Other" in reader.page


# ── Questions that hang on an answer ─────────────────────────────────────────────────────────────


def test_a_question_shows_after_the_answer_that_leads_to_it(client, survey, names):
    assert "What do you study?" not in Reader(client, survey).press(**{names[0]: "1"}).page
    assert "What do you study?" in Reader(client, survey).press(**{names[0]: "2"}).page


def test_what_no_longer_applies_is_not_sent_and_that_is_said(client, survey, names):
    role, study = names[0], names[-1]
    reader = Reader(client, survey).press(**{role: "2"}).press(**{study: "Nursing in York"})
    reader.press(f"to-{survey.sections.first().pk}").press(**{role: "1"})
    assert "this question no longer applies" in reader.page
    assert "What do you study?" in reader.page

    reader.press("send")

    assert not SurveyReply.objects.filter(words="Nursing in York").exists()


def test_an_answer_may_lead_to_a_question_on_the_same_page(client):
    survey = make_survey()
    section = add_section(survey)
    one = add_question(section, "single", "Do you teach?", options=["Yes", "No"])
    two = add_question(section, "short", "Which subject?", shown_if=one, shown_if_answer="1", is_required=True)
    reader = Reader(client, survey)
    assert "Which subject?" not in reader.page

    reader.press(**{one.name: "1"})

    assert reader.answer.status_code == 200
    assert "there is 1 more question on this page" in reader.page
    reader.press()
    assert reader.answer.status_code == 422
    reader.press(**{two.name: "Physiology"})
    assert reader.heading == "Check your answers"


def test_a_section_whose_questions_do_not_apply_is_passed_over(client):
    survey = make_survey()
    one = add_question(add_section(survey), "single", "Do you teach?", options=["Yes", "No"])
    add_question(add_section(survey, "Teaching"), "short", "What?", shown_if=one, shown_if_answer="1")

    reader = Reader(client, survey)

    assert "section 1 of 1" in reader.page
    assert reader.press(**{one.name: "2"}).heading == "Check your answers"


# ── Once, and in time ────────────────────────────────────────────────────────────────────────────


def test_a_second_press_stores_nothing_twice_and_gives_the_same_reference(client, survey, names):
    reader = Reader(client, survey).press(**{names[0]: "1"}).press()
    check = reader.answer
    reference = reader.press("send").page.split('survey__reference"><strong>')[1].split("<")[0]
    reader.answer = check

    reader.press("send")

    assert SurveyAnswer.objects.count() == 1
    assert reference in reader.page
    assert "nothing was stored twice" in reader.page


def test_two_people_are_two_answers(client, survey, names):
    for _ in range(2):
        Reader(client, survey).press(**{names[0]: "1"}).press().press("send")

    assert SurveyAnswer.objects.count() == 2


def test_nothing_at_all_is_not_sent(client):
    survey = make_survey()
    add_question(add_section(survey), "short")

    reader = Reader(client, survey).press().press("send")

    assert "You have not answered any question yet" in reader.page
    assert not SurveyAnswer.objects.exists()


def test_a_page_that_stayed_open_overnight_still_sends(client, survey, names, monkeypatch):
    reader = Reader(client, survey).press(**{names[0]: "1"}).press()
    later = public_forms.time.time() + 20 * 60 * 60
    monkeypatch.setattr(public_forms.time, "time", lambda: later)

    assert reader.press("send").heading == "Your answers were sent"


def test_who_was_answering_when_it_closed_may_still_send_and_is_told(client, names, survey, monkeypatch):
    closing = survey.closed_at
    monkeypatch.setattr(public_forms.time, "time", lambda: (closing - timedelta(hours=1)).timestamp())
    monkeypatch.setattr(timezone, "now", lambda: closing - timedelta(hours=1))
    reader = Reader(client, survey).press(**{names[0]: "1"}).press()
    monkeypatch.setattr(timezone, "now", lambda: closing + timedelta(hours=1, minutes=59))

    reader.press("send")

    assert "The survey closed while you were answering" in reader.page
    assert SurveyAnswer.objects.get().was_late


@pytest.mark.parametrize("started", [timedelta(hours=-1), timedelta(minutes=1)])
def test_after_the_grace_or_started_after_the_end_the_words_are_given_back(client, survey, names, monkeypatch, started):
    closing = survey.closed_at
    monkeypatch.setattr(public_forms.time, "time", lambda: (closing - timedelta(hours=2)).timestamp())
    reader = Reader(client, survey).press(**{names[0]: "1", names[2]: "Leeds"}).press()
    if started > timedelta(0):
        monkeypatch.setattr(public_forms.time, "time", lambda: (closing + started).timestamp())
        reader.answer = Reader(client, survey).press(**{names[0]: "1", names[2]: "Leeds"}).press().answer
    late = timedelta(hours=2, minutes=1) if started < timedelta(0) else timedelta(minutes=2)
    monkeypatch.setattr(timezone, "now", lambda: closing + late)

    reader.press("send")

    assert reader.heading == "The survey has closed"
    assert "Leeds" in reader.page
    assert not SurveyAnswer.objects.exists()


def test_the_last_day_counts_whole_in_london(monkeypatch):
    survey = make_survey()
    survey.opens_on, survey.closes_on = datetime(2018, 7, 1).date(), datetime(2018, 7, 9).date()

    at(monkeypatch, 2018, 7, 9, 23, 59)
    assert survey.is_open
    at(monkeypatch, 2018, 7, 10, 0, 0)
    assert not survey.is_open


def test_before_its_first_day_a_survey_says_when_it_opens(client):
    survey = make_survey(opens=1, closes=9)

    assert "It opens on" in client.get(survey.get_absolute_url()).text
    assert client.post(f"{survey.get_absolute_url()}answer/").status_code == 404


def test_a_closed_survey_says_when_it_closed_and_thanks(client):
    survey = make_full_survey(opens=-9, closes=-2)

    page = client.get(survey.get_absolute_url()).text

    assert "This survey closed on" in page
    assert "Thank you." in page
    assert "The results have not been published." in page
    assert "Start the survey" not in page


def test_who_opens_the_address_of_the_answers_is_led_to_the_survey(client, survey):
    assert client.get(f"{survey.get_absolute_url()}answer/").url == survey.get_absolute_url()


def test_a_step_costs_as_many_queries_for_many_questions_as_for_few(client, django_assert_max_num_queries):
    survey = make_survey()
    section = add_section(survey)
    for _ in range(40):
        add_question(section, "single", options=["A", "B"])

    with django_assert_max_num_queries(5):
        Reader(client, survey)


def test_an_address_changed_while_somebody_answers_loses_nothing(client, survey, names):
    reader = Reader(client, survey).press(**{names[0]: "1"}).press()
    survey.slug = "another-address"
    actions.save_survey(survey=survey)

    assert reader.press("send").heading == "Your answers were sent"
    assert client.post("/survey/never-there/answer/").status_code == 404
