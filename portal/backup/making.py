"""Making a backup while the portal runs: the rows as they were at one moment, then the files they name."""

from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from . import archive, rows, whole


class NotUpToDate(Exception):
    def __init__(self):
        super().__init__("The database is of another version than this one. Run `manage.py migrate`, then back up.")


def make(path):
    """Writes the archive; returns its contents, with the names of files that a row names and nobody has
    (`missing_files`) and of others that somebody removed meanwhile (`removed_files`).

    Raises NotUpToDate, FileExistsError, and OSError when the disk is full; no part of a file is left then.
    """
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotUpToDate
    with whole.new_file(path) as file, archive.Writer(file) as writer:
        with _one_moment():
            contents = {
                "made_at": timezone.now().isoformat(),
                "site_url": settings.SITE_URL,
                "migrations": sorted(executor.loader.applied_migrations),
                "rows": {model._meta.label_lower: _add_rows(writer, model) for model in rows.models(apps)},
            }
            named = _named_files()
        listed = set(_files())
        present = {name for name in sorted(listed) if _add_file(writer, name)}
        if (key := _own_secret_key()).exists():
            writer.add("secret_key", [key.read_bytes()])
        missing = {"missing_files": sorted(named - present), "removed_files": sorted(listed - present - named)}
        return writer.finish(contents | missing)


@contextmanager
def _one_moment():
    """Whatever is read inside was true at one moment; nobody who writes meanwhile has to wait."""
    mode = getattr(connection, "transaction_mode", None)
    if connection.vendor == "sqlite":
        connection.transaction_mode = "DEFERRED"
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    finally:
        if connection.vendor == "sqlite":
            connection.transaction_mode = mode


def _add_rows(writer, model):
    count = -1  # the first line names the columns

    def counted():
        nonlocal count
        for line in rows.lines(model, connection.alias):
            count += 1
            yield line

    writer.add(f"rows/{model._meta.label_lower}.jsonl", counted(), is_text=True)
    return count


def _named_files():
    """Every file that a row names."""
    return {
        name
        for model in rows.models(apps)
        for field in model._meta.concrete_fields
        if isinstance(field, models.FileField)
        for name in model._base_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True)
        if name
    }


def _files(folder=""):
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:  # nothing was ever uploaded
        return
    start = f"{folder}/" if folder else ""
    yield from (start + name for name in files if name)
    for name in folders:
        yield from _files(start + name)


def _add_file(writer, name):
    """Whether it was still there: editors remove files, and downloads are built anew, while this runs."""
    try:
        source = default_storage.open(name)
        chunks = source.chunks()
        first = next(chunks, b"")
    except Exception:  # each storage says in its own words that a file is gone
        if default_storage.exists(name):
            raise
        return False
    with source:
        writer.add(f"files/{name}", chain([first], chunks))
    return True


def _own_secret_key():
    return Path(settings.DATA_DIR) / "secret_key"
