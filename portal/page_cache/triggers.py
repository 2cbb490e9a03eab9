"""Triggers that draw a new content stamp: no way of changing a table, be it SQL by hand, gets past them."""

from django.apps import apps
from django.conf import settings
from django.db import connections

SQLITE = """
CREATE TRIGGER IF NOT EXISTS "stamp_{table}_{event}" AFTER {event} ON "{table}" BEGIN
  INSERT INTO portal_contentstamp (id, stamp) VALUES (1, random())
  ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp;
END
"""
FIRST = """
INSERT INTO portal_contentstamp (id, stamp) VALUES (1, {draw}) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp
"""
DRAW = {"sqlite": "random()", "postgresql": "floor(random() * 9e18)::bigint"}
# Deferred: the row is locked only while a transaction ends, so that editors never wait for each other over it.
# One transaction draws once, however many rows it changes.
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION portal_draw_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('portal.stamped_in', true) IS DISTINCT FROM txid_current()::text THEN
    PERFORM set_config('portal.stamped_in', txid_current()::text, true);
    INSERT INTO portal_contentstamp (id, stamp) VALUES (1, floor(random() * 9e18)::bigint)
    ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp;
  END IF;
  RETURN NULL;
END $$
"""
POSTGRESQL = {
    "stamp": """
CREATE CONSTRAINT TRIGGER "{name}" AFTER INSERT OR UPDATE OR DELETE ON "{table}"
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION portal_draw_stamp()
""",
    # Emptying a whole table asks no trigger of single rows.
    "emptied": """
CREATE TRIGGER "{name}" AFTER TRUNCATE ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION portal_draw_stamp()
""",
}


def public_tables():
    """Every table of our own apps, but for those that settings.QUIET_MODELS says readers never see."""
    quiet = {name.lower() for name in settings.QUIET_MODELS}
    for app in settings.OUR_APPS:
        for model in apps.get_app_config(app).get_models(include_auto_created=True):
            owner = model._meta.auto_created or model
            if model._meta.label_lower not in quiet and owner._meta.label_lower not in quiet:
                yield model._meta.db_table


def install(using="default", **kwargs):
    """Adds what is missing and drops what is no longer wanted; after every migration, since one may rebuild a table."""
    connection = connections[using]
    present = set(connection.introspection.table_names())
    wanted = [table for table in public_tables() if table in present]
    if "portal_contentstamp" in present:
        with connection.cursor() as cursor:
            cursor.execute(FIRST.format(draw=DRAW[connection.vendor]))
            {"sqlite": _on_sqlite, "postgresql": _on_postgresql}[connection.vendor](cursor, wanted)


def remove(using="default"):
    """Takes all of them away, so that tables can be dropped in any order; the next migration adds them again."""
    connection = connections[using]
    with connection.cursor() as cursor:
        {"sqlite": _on_sqlite, "postgresql": _on_postgresql}[connection.vendor](cursor, [])


def _on_sqlite(cursor, tables):
    wanted = {f"stamp_{table}_{event}": (table, event) for table in tables for event in ("INSERT", "UPDATE", "DELETE")}
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND substr(name, 1, 6) = 'stamp_'")
    present = {name for (name,) in cursor.fetchall()}
    for name in present - wanted.keys():
        cursor.execute(f'DROP TRIGGER "{name}"')
    for name in wanted.keys() - present:
        table, event = wanted[name]
        cursor.execute(SQLITE.format(table=table, event=event))


def _on_postgresql(cursor, tables):
    wanted = {(f"{kind}_{table}", table): sql for table in tables for kind, sql in POSTGRESQL.items()}
    cursor.execute(POSTGRESQL_FUNCTION)
    cursor.execute("SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE tgfoid = 'portal_draw_stamp'::regproc")
    present = {(name, table.strip('"')) for name, table in cursor.fetchall()}
    for name, table in present - wanted.keys():
        cursor.execute(f'DROP TRIGGER "{name}" ON "{table}"')
    for name, table in wanted.keys() - present:
        cursor.execute(wanted[name, table].format(name=name, table=table))
