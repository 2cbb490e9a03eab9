"""PostgreSQL with an owner and a plain user, as docs/operating.md says: who serves cannot undo what guards the rows."""

import time

import psycopg2
import pytest

from .databases import roles, sql
from .nodes import field
from .running import CHAPTER, Portal

ADD = """INSERT INTO portal_auditentry (at, who, did, kind, key, thing, reason, details)
VALUES (now(), 'Ada', 'looked', 'test', '', 'it', '', '{}')"""


@pytest.fixture(scope="module")
def plain(server):
    """The address of the plain user's database."""
    return roles(server)["portal"]


@pytest.fixture(scope="module")
def node(plain, tmp_path_factory):
    """It serves as the plain user what the owner has made."""
    sql(plain, ADD)
    with Portal(tmp_path_factory.mktemp("node"), plain) as node:
        yield node


def test_the_plain_user_serves_stores_and_works(node, server):
    assert [node.get(path)[0] for path in (CHAPTER, "/search/?q=leadership", "/readyz")] == [200] * 3

    ticket = field(node.get("/feedback/?page=/")[2], "ticket")
    time.sleep(2.1)  # a form that comes back sooner was sent by a robot
    assert node.post("/feedback/", {"page": "/", "ticket": ticket, "was_useful": "yes"})[0] == 200
    node.manage("forget", "--yes")
    assert "as they were released" in node.manage("verify_editions")
    assert sql(roles(server)["portal_owner"], "SELECT was_useful FROM engagement_feedback") == [(True,)]


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
def test_the_plain_user_cannot_undo_what_guards_the_rows(node, plain, deed):
    with pytest.raises(psycopg2.Error, match=r"only be added to|permission denied|must be owner"):
        sql(plain, deed)
