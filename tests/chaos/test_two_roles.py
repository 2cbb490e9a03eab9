"""PostgreSQL with an owner and a plain user, as docs/operating.md says: who serves cannot undo what guards the rows."""

import contextlib
import re
import time

import psycopg2
import pytest
from django.conf import settings

from .nodes import field
from .running import CHAPTER, Portal

MANUAL = settings.BASE_DIR / "docs/operating.md"
ADD = """INSERT INTO portal_auditentry (at, who, did, kind, key, thing, reason, details)
VALUES (now(), 'Ada', 'looked', 'test', '', 'it', '', '{}')"""


def run(address, statements):
    with contextlib.closing(psycopg2.connect(address)) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        for statement in statements:
            cursor.execute(statement)
        return cursor.fetchall() if cursor.description else None


@pytest.fixture(scope="module")
def roles(server):
    """{role: address of the database}, made as the manual says."""
    said = re.search(r"```sql\n(.*?)```", MANUAL.read_text(), re.DOTALL)[1]
    before, after = (part.split("\n", 1)[1] for part in f"\n{said}".split("\\connect"))
    place = server.get_uri().partition("?")[2]
    roles = {role: f"postgresql://{role}:password@/portal?{place}" for role in ("portal_owner", "portal")}
    run(server.get_uri(), [each for each in before.split(";") if each.strip()])
    run(roles["portal_owner"], [each for each in after.split(";") if each.strip()])
    return roles


@pytest.fixture(scope="module")
def node(roles, tmp_path_factory):
    """It serves as the plain user what the owner has made."""
    Portal(tmp_path_factory.mktemp("owner"), roles["portal_owner"]).manage("prepare")
    run(roles["portal"], [ADD])
    with Portal(tmp_path_factory.mktemp("node"), roles["portal"]) as node:
        yield node


def test_the_plain_user_serves_stores_and_works(node, roles):
    assert [node.get(path)[0] for path in (CHAPTER, "/search/?q=leadership", "/readyz")] == [200] * 3

    ticket = field(node.get("/feedback/?page=/")[2], "ticket")
    time.sleep(2.1)  # a form that comes back sooner was sent by a robot
    assert node.post("/feedback/", {"page": "/", "ticket": ticket, "was_useful": "yes"})[0] == 200
    node.manage("forget", "--yes")
    assert "as they were released" in node.manage("verify_editions")
    assert run(roles["portal_owner"], ["SELECT was_useful FROM engagement_feedback"]) == [(True,)]


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE portal_auditentry SET reason = ''",
        "TRUNCATE portal_auditentry CASCADE",
        "ALTER TABLE portal_auditentry DISABLE TRIGGER ALL",
        "DROP TRIGGER audit_trail_change ON portal_auditentry",
        "CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "SET session_replication_role = replica",
        "DROP TABLE portal_letter",
        "CREATE TABLE mine (n int)",
    ],
)
def test_the_plain_user_cannot_undo_what_guards_the_rows(node, roles, deed):
    with pytest.raises(psycopg2.Error, match=r"only be added to|permission denied|must be owner"):
        run(roles["portal"], [deed])
