"""Keeping files: under names of our own, and never without the row that they belong to."""

import logging
import uuid
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils import timezone

logger = logging.getLogger(__name__)
_stored = ContextVar("names of files stored and not yet certain to be kept", default=None)


class NotStored(Exception):
    """The storage could not take the file; nothing was changed."""

    def __init__(self):
        super().__init__(
            "The file could not be stored: the storage is full or away. Nothing was changed. Try again later."
        )


def store(content, *, folder, ending):
    """Keeps the content as a new file; returns its name. Raises NotStored.

    Call it inside `removed_unless_saved()`.
    """
    name = f"{folder}/{uuid.uuid4().hex}.{ending}"
    names = _stored.get()
    if names is not None:
        names.append(name)  # before it is written: half a file is removed too
    try:
        return default_storage.save(name, content)
    except Exception as error:  # each storage fails in its own words
        _remove(name)
        raise NotStored from error


@contextmanager
def removed_unless_saved():
    """Put it around the transaction: files stored in the block are removed when an exception ends it."""
    if _stored.get() is not None:  # an outer block decides
        yield
        return
    token = _stored.set([])
    try:
        yield
    except BaseException:
        for name in _stored.get():
            _remove(name)
        raise
    finally:
        _stored.reset(token)


def sweep(*, folder, keep):
    """Removes files that no row names, as a crash may leave them, once they are a day old; returns how many."""
    try:
        names = [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]
    except FileNotFoundError:
        return 0
    return sum(_removed_if_old(name) for name in names if name not in keep)


def _removed_if_old(name):
    try:
        if default_storage.get_modified_time(name) > timezone.now() - timedelta(days=1):
            return False
        default_storage.delete(name)
    except Exception as error:  # another node removed it meanwhile; each storage says so in its own words
        logger.info("%s was not swept: %s", name, error)
        return False
    return True


def _remove(name):
    try:
        default_storage.delete(name)
    except Exception:
        logger.exception("%s could not be removed; manage.py sweep_files will try again.", name)
