"""Editors look after expressions of interest: states with who and when, notes, a list to take away, a public list."""

import csv
import io

import pytest
from openpyxl import load_workbook

from engagement.joining import actions
from engagement.models import ListedMember
from portal.models import AuditEntry
from tests.engagement.taking import make_expression
from tests.engagement.test_taking_part import make_call
from tests.make import make_editor

pytestmark = pytest.mark.django_db
LIST = "/admin/engagement/expressionofinterest/"


@pytest.fixture
def editor(client):
    editor = make_editor()
    client.force_login(editor)
    return editor


def change(client, expression, **typed):
    return client.post(f"{LIST}{expression.pk}/change/", {"state": expression.state, "notes": ""} | typed, follow=True)


def test_a_state_is_kept_with_who_and_when(client, editor):
    expression = make_expression()

    change(client, expression, state="contacted", notes="Rang on Monday.")

    expression.refresh_from_db()
    assert (expression.state, expression.state_by, expression.notes) == ("contacted", editor, "Rang on Monday.")
    assert f"by {editor.username}" in client.get(f"{LIST}{expression.pk}/change/").text
    said = AuditEntry.objects.get(did="marked as contacted")
    assert (said.thing, said.details) == (expression.reference, {"before": "new"})


def test_the_audit_trail_never_learns_who_it_was(client, editor):
    expression = make_expression(may_be_listed=True, listed_as="Ada, lecturer")
    change(client, expression, state="member", notes="Ada is kind.")
    actions.unlist(expression=expression, by=editor)
    client.post(f"{LIST}export/csv/")

    kept = " ".join(f"{entry.thing} {entry.details} {entry.reason}" for entry in AuditEntry.objects.all())

    assert AuditEntry.objects.count() == 4
    assert "Ada" not in kept and "ada@" not in kept


def test_what_somebody_wrote_cannot_be_changed(client, editor):
    expression = make_expression()

    change(client, expression, name="Somebody else", email="else@example.org")

    expression.refresh_from_db()
    assert (expression.name, expression.email) == ("Ada Example", "ada@example.org")


def test_only_members_who_agreed_are_named_and_in_their_words(client, editor):
    call = make_call(opens=-1, closes=1)
    listed = make_expression(call, may_be_listed=True, listed_as="Ada, lecturer <b>")
    quiet = make_expression(call, name="Ben Quiet")
    make_expression(call, may_be_listed=True, listed_as="Not yet a member")
    for expression in (listed, quiet):
        actions.move(expression=expression, state="member", by=editor)

    page = client.get("/steering-group/").text

    assert "<li>Ada, lecturer &lt;b&gt;</li>" in page
    assert ListedMember.objects.count() == 1
    assert "Ben" not in page and "Not yet" not in page and "Ada Example" not in page
    client.post(LIST, {"action": "take_off_the_list", "_selected_action": [listed.pk]})
    assert "Ada, lecturer" not in client.get("/steering-group/").text


def test_who_leaves_is_named_no_more(editor):
    expression = make_expression(may_be_listed=True, listed_as="Ada")
    actions.move(expression=expression, state="member", by=editor)

    actions.move(expression=expression, state="declined", by=editor)

    assert not ListedMember.objects.exists()


def test_the_list_goes_away_with_its_filter_and_without_formulas(client, editor):
    call = make_call(opens=-1, closes=1)
    make_expression(call, name="=HYPERLINK(1)", why="+1\n@x")
    actions.move(expression=make_expression(call, name="Ben"), state="declined", by=editor)

    answer = client.post(f"{LIST}export/csv/?state__exact=new")

    headings, *rows = csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig")))
    assert [row[headings.index("Name")] for row in rows] == ["'=HYPERLINK(1)"]
    assert rows[0][headings.index("Region")] == "London"
    said = AuditEntry.objects.get(did="exported")
    assert (said.thing, said.details) == ("expressions of interest", {"rows": 1, "format": "csv"})


def test_in_a_workbook_every_cell_is_text(client, editor):
    make_expression(name="=1+1", why="x\x0b")

    answer = client.post(f"{LIST}export/xlsx/")

    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert [cell.data_type for cell in sheet[2] if cell.value == "=1+1"] == ["s"]


@pytest.mark.parametrize(("method", "way"), [("get", "csv/"), ("post", "pdf/"), ("post", "csv/?sent_at__gte=x")])
def test_an_export_asked_for_in_another_way_is_refused(client, editor, method, way):
    assert getattr(client, method)(f"{LIST}export/{way}").status_code in (400, 404, 405)


def test_who_may_not_see_them_takes_nothing_away(client):
    client.force_login(make_editor("engagement.view_survey"))
    make_expression()

    assert client.post(f"{LIST}export/csv/").status_code == 403
    assert client.get(LIST).status_code == 403


def test_the_list_costs_the_same_however_long_it_is(client, editor, django_assert_max_num_queries):
    call = make_call(opens=-1, closes=1)
    for number in range(20):
        make_expression(call, name=f"Person {number}")

    with django_assert_max_num_queries(12):
        assert "Person 19" in client.get(LIST).text
