"""The audit trail: only ever added to, read and taken away at the desk."""

import csv
import io

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from portal import append_only, audit
from portal.models import AuditEntry
from portal.models.audit_entry import AppendOnly
from tests.make import make_editor, make_guideline

pytestmark = pytest.mark.django_db
LIST = "admin:portal_auditentry_changelist"


@pytest.fixture
def desk(client):
    client.force_login(make_editor("portal.view_auditentry", username="reader"))
    return client


def record(did="released", **said):
    said = {"by": make_editor(first_name="Ada", last_name="Example"), "of": make_guideline()} | said
    return audit.record(did=did, **said)


def exported(desk, query=""):
    answer = desk.get(reverse("admin:portal_auditentry_export") + query)
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def listed(desk, **query):
    return desk.get(reverse(LIST), query).context["cl"].result_list


# ── Kept ─────────────────────────────────────────────────────────────────────────────────────────


def test_migrate_locks_it(django_db_setup):
    assert django_db_setup is True


CHANGES = {
    "an update": "UPDATE portal_auditentry SET who = 'somebody else'",
    "a deletion": "DELETE FROM portal_auditentry",
    "emptying it": "TRUNCATE portal_auditentry",
}


@pytest.mark.parametrize("sql", CHANGES.values(), ids=CHANGES)
def test_the_database_refuses(sql):
    if sql.startswith("TRUNCATE") and connection.vendor == "sqlite":
        pytest.skip("SQLite has no such command")
    entry = record()
    append_only.lock(connection)
    connection.check_constraints()  # PostgreSQL empties no table that has checks waiting

    with pytest.raises(DatabaseError, match="can only be added to"), transaction.atomic():
        connection.cursor().execute(sql)

    record("withdrew")
    assert AuditEntry.objects.count() == 2
    assert AuditEntry.objects.get(pk=entry.pk).who == "Ada Example"


def test_the_code_refuses():
    entry = record()
    for deed in (entry.save, entry.delete, AuditEntry.objects.all().delete, lambda: AuditEntry.objects.update(who="x")):
        with pytest.raises(AppendOnly):
            deed()
    with pytest.raises(AppendOnly):
        AuditEntry.objects.bulk_update([entry], ["who"])


def test_a_line_goes_with_an_act_that_fails():
    with pytest.raises(RuntimeError), transaction.atomic():
        record()
        raise RuntimeError

    assert not AuditEntry.objects.exists()


# ── Read ─────────────────────────────────────────────────────────────────────────────────────────


def test_it_is_read_filtered_and_searched(desk):
    released = record(reason="It could not wait.", approved_by="nobody")
    record("withdrew", by="A reviewer")

    assert "Ada Example" in desk.get(reverse(LIST)).text
    assert [entry.who for entry in listed(desk, did="withdrew")] == ["A reviewer"]
    assert [entry.who for entry in listed(desk, q="could not wait")] == ["Ada Example"]
    page = desk.get(reverse("admin:portal_auditentry_change", args=[released.pk]))
    assert "approved by: nobody" in page.text
    assert 'name="_save"' not in page.text


@pytest.mark.parametrize("deed", ["change", "delete"])
def test_nobody_changes_it_at_the_desk(client, deed):
    entry = record()
    client.force_login(make_editor(is_superuser=True))

    answer = client.post(reverse(f"admin:portal_auditentry_{deed}", args=[entry.pk]), {"who": "x", "post": "yes"})

    assert answer.status_code == 403
    assert client.get(reverse("admin:portal_auditentry_add")).status_code == 403


@pytest.mark.parametrize("name", [LIST, "admin:portal_auditentry_export"])
def test_who_may_not_read_it_does_not(client, name):
    client.force_login(make_editor("guidelines.view_edition"))

    assert client.get(reverse(name)).status_code == 403


def test_the_list_costs_the_same_however_long_it_is(desk, django_assert_max_num_queries):
    for number in range(150):
        record(by=f"Reviewer {number}")

    with django_assert_max_num_queries(10):
        assert desk.get(reverse(LIST)).status_code == 200


# ── Taken away ───────────────────────────────────────────────────────────────────────────────────


def test_the_file_holds_what_the_list_shows_and_no_formula(desk):
    record(by='=HYPERLINK("https://evil.example")', reason="+1\r\n@sum")
    record("withdrew")

    everything, filtered = exported(desk), exported(desk, "?did=withdrew")

    assert len(everything) == 2
    assert [row["What"] for row in filtered] == ["withdrew"]
    strange = everything[1]
    assert strange["Who"] == '\'=HYPERLINK("https://evil.example")'
    assert strange["Reason"].startswith("'+1")
    assert filtered[0]["User name"].startswith("editor-")
