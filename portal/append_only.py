"""The audit trail cannot be changed even behind the code's back: the database itself refuses.

Only the owner of the database can take these triggers away. When a migration rebuilds the table on SQLite, the triggers
go with the old one: that migration has to call lock() again, and a test says so.
"""

WORDS = "The audit trail can only be added to."
TABLE = "portal_auditentry"
SQLITE = {
    f"audit_trail_{deed}": f"BEFORE {deed.upper()} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
    for deed in ("update", "delete")
}
POSTGRESQL = {
    "audit_trail_change": f"BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()",
    "audit_trail_truncate": f"BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()",
}
REFUSE = f"""CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{WORDS}'; END $$"""


def _triggers(connection):
    return SQLITE if connection.vendor == "sqlite" else POSTGRESQL


def lock(connection):
    """From now on rows can only be added."""
    unlock(connection)
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute(REFUSE)
        for name, what in _triggers(connection).items():
            cursor.execute(f"CREATE TRIGGER {name} {what}")


def unlock(connection):
    """For tests, which empty every table between them, and for migrations that rebuild this one."""
    with connection.cursor() as cursor:
        for name in _triggers(connection):
            on = "" if connection.vendor == "sqlite" else f" ON {TABLE}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def is_locked(connection):
    asked = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked, [TABLE])
        found = {name for (name,) in cursor.fetchall()}
    return set(_triggers(connection)) <= found
