"""An editor counts, reads, filters and takes away answers, and publishes results with small numbers left out."""

import csv
import io
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from engagement.models import Survey, SurveyAnswer, SurveyReply
from engagement.surveys import personal, results
from portal.models import AuditEntry
from tests.make import make_editor

from .make import asked, make_full_survey, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey():
    """Eleven answers: seven lecturers, one student and three others; nine say how useful it is; two write why."""
    survey = make_full_survey()
    role, programmes, town, useful, clear, hard, why, study = (question.name for question in asked(survey))
    for _ in range(7):
        send(survey, **{role: "1", programmes: ["1"], useful: "5", f"{clear}_1": "1", hard: ["shared-work"]})
    send(survey, **{role: "2", useful: "1", study: "Medicine", town: "=HYPERLINK(1)"})
    for number in range(3):
        send(survey, **{role: "3", why: f"-{number}\n@SUM", **({useful: "3"} if number else {})})
    return survey


def at(name, survey, *more):
    return reverse(f"admin:engagement_survey_{name}", args=[survey.pk, *more])


def close(survey):
    """As if its last day had ended two days ago."""
    today = timezone.localdate()
    days = {"opens_on": today - timedelta(days=9), "closes_on": today - timedelta(days=2)}
    Survey.objects.filter(pk=survey.pk).update(**days)
    survey.refresh_from_db()


def test_the_figures_are_counted_now(desk, survey):
    page = desk.get(at("answers", survey)).text

    assert "<strong>11 answers</strong>" in page
    assert "<td>7</td>" in page
    assert "64%" in page
    assert "Shared work" in page


def test_answers_are_narrowed_to_those_with_a_certain_answer(desk, survey):
    role = asked(survey)[0].name

    page = desk.get(at("answers", survey), {"with": f"{role}:3"}).text

    assert "3 of 11 answers:" in page
    assert "Your role?: Other" in page


@pytest.mark.parametrize("wanted", ["x", "q1", "q:1", "q999999:1", "q1_5:1", "q1:" + "9" * 50, "' or 1=1"])
def test_an_odd_filter_finds_nothing_and_breaks_nothing(desk, survey, wanted):
    assert "0 of 11 answers:" in desk.get(at("answers", survey), {"with": wanted}).text


def test_texts_are_listed_newest_first_a_page_at_a_time(desk, survey):
    why = asked(survey)[6]

    page = desk.get(at("texts", survey, why.pk)).text

    assert page.index("-2<br>@SUM") < page.index("-0<br>@SUM")
    assert desk.get(at("texts", survey, why.pk), {"page": 2}).status_code == 404
    assert desk.get(at("texts", survey, asked(survey)[0].pk)).status_code == 404


def test_the_csv_file_has_a_row_for_each_answer_and_no_formula(desk, survey):
    answer = desk.post(at("download", survey, "csv"))
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))

    assert len(rows) == 11
    assert rows[0]["1. Your role?"] == "Lecturer"
    assert rows[0]["2. Your programmes?: Nursing"] == "yes"
    assert rows[0]["5. How clear?: Aims"] == "Clear"
    assert rows[0]["6. Which are hard?"] == "shared-work"
    assert rows[0]["4. How useful?"] == "5"
    assert rows[7]["3. Your town?"] == "'=HYPERLINK(1)"
    assert rows[8]["7. Why?"] == "'-0\n'@SUM"


def test_the_workbook_says_the_same_and_every_text_is_text(desk, survey):
    book = load_workbook(io.BytesIO(desk.post(at("download", survey, "xlsx")).content))
    headings, *rows = book.active.iter_rows()

    column = [cell.value for cell in headings].index("3. Your town?")
    cell = rows[7][column]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")
    assert rows[0][1].value.date() == timezone.localdate()
    assert rows[0][[cell.value for cell in headings].index("4. How useful?")].value == 5
    assert len(rows) == 11


def test_only_those_asked_for_are_taken_away(desk, survey):
    role = asked(survey)[0].name

    answer = desk.post(at("download", survey, "csv") + f"?with={role}:3")

    assert len(b"".join(answer.streaming_content).decode().strip().splitlines()) > 3
    assert AuditEntry.objects.get(did="exported the answers").details == {"answers": 3, "format": "csv"}


@pytest.mark.parametrize("format", ["pdf", "exe"])
def test_another_format_is_not_there(desk, survey, format):
    assert desk.post(at("download", survey, format)).status_code == 404


def test_reading_answers_does_not_allow_publishing_or_quoting(client, survey):
    client.force_login(make_editor("engagement.view_surveyanswer"))
    why = asked(survey)[6]
    reply = SurveyReply.objects.filter(question=why).first()

    assert client.get(at("answers", survey)).status_code == 200
    assert client.post(at("publish", survey)).status_code == 403
    assert client.post(at("texts", survey, why.pk), {"reply": reply.pk, "quote": "x"}).status_code == 404


def test_the_figures_cost_as_many_queries_for_many_answers_as_for_few(desk, survey, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        desk.get(at("answers", survey))


# ── Published ────────────────────────────────────────────────────────────────────────────────────


def test_results_wait_until_nobody_can_send_any_more(desk, survey):
    answer = desk.post(at("publish", survey), follow=True)

    assert "Results are published once nobody can send any more" in answer.text
    survey.refresh_from_db()
    assert survey.results is None


def test_published_results_hide_small_numbers_and_what_gives_them_away(desk, client, survey):
    close(survey)
    desk.post(at("publish", survey))
    survey.refresh_from_db()

    role, _programmes, town, useful, _clear, hard, why, study = survey.results["questions"]
    assert [bar["count"] for bar in role["rows"][0]["bars"]] == [None, None, None]  # 7, 1 and 3 of 11
    assert sum(bar["count"] or 0 for bar in useful["rows"][0]["bars"]) == 0
    assert town["is_hidden"] and why["is_hidden"]  # one and three answered
    assert study["is_hidden"]
    assert [bar["count"] for bar in hard["rows"][0]["bars"] if bar["value"] == "shared-work"] == [7]
    page = client.get(survey.get_absolute_url()).text
    assert "11 people answered." in page
    assert "HYPERLINK" not in page and "@SUM" not in page


def test_a_question_that_hangs_on_a_hidden_figure_is_hidden_whole(survey):
    role, study = asked(survey)[0], asked(survey)[-1]
    for _ in range(20):
        send(survey, **{role.name: "2", study.name: "Nursing"})
    survey.refresh_from_db()

    told = results.for_the_public(survey)["questions"]

    assert [bar["count"] for bar in told[0]["rows"][0]["bars"]] == [None, 21, None]
    assert told[-1]["people"] == 21  # its figure is published itself
    study.shown_if_answer = "3"
    study.save()
    assert results.for_the_public(survey)["questions"][-1]["is_hidden"]


def test_only_what_an_editor_quotes_is_published_of_texts(desk, client, survey):
    role, why = asked(survey)[0], asked(survey)[6]
    for _ in range(5):
        send(survey, **{role.name: "1", why.name: "My secret. It is too long."})
    reply = SurveyReply.objects.filter(question=why).last()
    desk.post(at("texts", survey, why.pk), {"reply": reply.pk, "quote": "“It is too long.”"})
    close(survey)

    desk.post(at("publish", survey))

    page = client.get(survey.get_absolute_url()).text
    assert "“It is too long.”" in page
    assert "My secret" not in page


def test_a_quotation_that_is_too_long_is_refused_and_kept(desk, survey):
    why = asked(survey)[6]
    reply = SurveyReply.objects.filter(question=why).last()

    answer = desk.post(at("texts", survey, why.pk), {"reply": reply.pk, "quote": "x" * 1001})

    assert answer.status_code == 422
    assert "x" * 1001 in answer.text


def test_published_results_stay_as_they_were_when_an_answer_is_erased(desk, survey):
    close(survey)
    results.publish(survey=survey, by=make_editor())
    before = Survey.objects.get().results
    answer = SurveyAnswer.objects.last()

    assert personal.erase(reference=f" {answer.reference.lower()} ", by=make_editor())

    assert Survey.objects.get().results == before
    assert SurveyAnswer.objects.count() == 10
    assert not personal.erase(reference="HEE-NONE", by=make_editor())


def test_results_are_taken_off_the_site(desk, client, survey):
    close(survey)
    desk.post(at("publish", survey))

    desk.post(at("publish", survey), {"do": "withdraw"})

    assert "The results have not been published." in client.get(survey.get_absolute_url()).text
    assert set(AuditEntry.objects.values_list("did", flat=True)) >= {"published the results", "withdrew the results"}


def test_an_answer_is_found_by_its_reference_and_erased_at_the_desk(desk, survey):
    answer = SurveyAnswer.objects.last()
    listed = desk.get(reverse("admin:engagement_surveyanswer_changelist"), {"q": answer.reference}).text
    assert listed.count("HEE-") >= 1

    desk.post(reverse("admin:engagement_surveyanswer_delete", args=[answer.pk]), {"post": "yes"})

    assert SurveyAnswer.objects.count() == 10
    assert AuditEntry.objects.filter(did="erased an answer").exists()


def test_the_desk_says_what_came_in(desk, survey):
    assert "11 answers, 11 in the last 7 days" in desk.get(reverse("admin:index")).text


@pytest.mark.parametrize(("group", "left"), [("Editor", 11), ("Publisher", 10)])
def test_publishers_erase_answers_and_editors_do_not(client, survey, group, left):
    person = make_editor("engagement.view_survey")
    person.groups.add(Group.objects.get(name=group))
    client.force_login(person)

    client.post(reverse("admin:engagement_surveyanswer_delete", args=[SurveyAnswer.objects.last().pk]), {"post": "yes"})

    assert SurveyAnswer.objects.count() == left
