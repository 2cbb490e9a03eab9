"""Restoring a backup into an empty portal, on SQLite or PostgreSQL, and bringing it up to date."""

import io
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DataError, IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from portal.page_cache import triggers

from . import archive, rows

# What `migrate` itself puts rows into.
FILLED = {"contenttypes.contenttype", "auth.permission", "auth.group", "auth.group_permissions"}


SENSELESS = (StopIteration, ValueError, LookupError, TypeError, ValidationError, DataError, IntegrityError)


class NotEmpty(Exception):
    def __init__(self, table):
        super().__init__(
            f"This portal is not empty ({table} holds something). Restore into a new one: an empty DATA_DIR, or a new"
            " PostgreSQL database."
        )


class TooNew(Exception):
    def __init__(self):
        super().__init__("A newer version of the portal made this backup. Install that version, then restore.")


def restore(path):
    """Restores the archive; returns its contents. Raises Damaged, NotEmpty or TooNew, before anything is changed.

    The rows arrive in one transaction: either all are there or none. Files come first; alone they harm nothing.
    """
    contents = archive.verify(path)
    _refuse_unless_empty()
    past = _migrated_as(contents["migrations"])
    with archive.opened(path) as (source, _):
        for name in contents["entries"]:
            if name.startswith("files/"):
                _restore_file(source, name)
        _load_rows(source, contents, past)
        if "secret_key" in contents["entries"]:
            _restore_secret_key(source.read("secret_key"))
    call_command("migrate", verbosity=0)
    return contents


def _refuse_unless_empty():
    """Asks every table there is, of whatever state of the portal, but for those that migrations fill."""
    filled = {apps.get_model(label)._meta.db_table for label in FILLED | rows.LEFT_OUT} | {"django_migrations"}
    with connection.cursor() as cursor:
        for table in sorted(set(connection.introspection.table_names(cursor)) - filled):
            cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")  # noqa: S608 - a table there is
            if cursor.fetchone():
                raise NotEmpty(table)


def _migrated_as(applied):
    """Brings the tables to the state that the backup was made from; returns its models."""
    executor = MigrationExecutor(connection)
    applied = {tuple(each) for each in applied}
    if not applied <= executor.loader.graph.nodes.keys():
        raise TooNew
    ends = [
        (app, name)
        for app, name in applied
        if not any(child[0] == app and child in applied for child in executor.loader.graph.node_map[app, name].children)
    ]
    if ahead := {app for app, _ in set(executor.loader.applied_migrations) - applied}:
        triggers.remove(connection.alias)
        executor.migrate([(app, None) for app in sorted(ahead)])  # an empty portal of a newer state
    MigrationExecutor(connection).migrate(ends)
    return executor.loader.project_state(ends).apps


def _load_rows(source, contents, past):
    """All of them or none. Raises Damaged for rows that somebody wrote by hand, under a checksum of their own."""
    try:
        with transaction.atomic():
            _empty(past)
            for model in rows.models(past):
                name = f"rows/{model._meta.label_lower}.jsonl"
                if name in contents["entries"]:
                    with source.open(name) as entry:
                        rows.load(model, io.BufferedReader(entry), connection.alias)
            _continue_counting(past)
    except SENSELESS as error:
        raise archive.Damaged(f"The rows in this archive make no sense: {str(error)[:300]}") from error


def _empty(past):
    """Takes away what migrations themselves added; the backup has it as it was."""
    for model in rows.models(past):
        model._base_manager.using(connection.alias).all()._raw_delete(connection.alias)


def _continue_counting(past):
    """New rows get keys after those that were restored."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(rows.models(past))):
            cursor.execute(statement)


def _restore_file(source, entry):
    name = entry.removeprefix("files/")
    with source.open(entry) as content:
        if default_storage.exists(name):
            default_storage.delete(name)
        saved = default_storage.save(name, File(content, name=name))
    if saved != name:
        raise archive.Damaged(f"The storage kept {name} under another name, {saved}. Empty it, then restore.")


def _restore_secret_key(key):
    """Signed links in letters that were sent stay good; a SECRET_KEY of the environment counts more."""
    file = Path(settings.DATA_DIR) / "secret_key"
    if file.exists():
        file.write_bytes(key)
