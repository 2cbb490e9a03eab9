"""What is kept of people: for what purpose, for how long, and how all of it is shown or forgotten.

settings.PERSONAL names a module for each kind of personal record. Such a module has

- NAME: what it is called, “Feedback”; PURPOSE: a sentence; KEPT: a sentence with the period that the settings give;
- due(now): the QuerySet of rows that have been kept long enough;
- forget(now): removes what is due, and returns how many rows it was; two processes may do so at once;
- of(email): everything kept of the person with that address, as plain data;
- erase(email): removes what names that person, and returns how many rows it was.
"""

from importlib import import_module

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from portal import audit
from portal.counted import counted

YEAR = 365
NOT_HERE = (
    "Accounts of people who sign in to edit are not among this, nor are the names in the audit trail: "
    "administrators look after the accounts, and the trail is never changed."
)


def kinds():
    """The modules that settings.PERSONAL names."""
    return [import_module(name) for name in settings.PERSONAL]


def in_words(days):
    """“2 years”, “90 days”."""
    number, unit = (days // YEAR, "year") if days and days % YEAR == 0 else (days, "day")
    return counted(number, unit)


def due(now=None):
    """[(kind, how many rows of it have been kept long enough)]."""
    now = now or timezone.now()
    return [(kind, kind.due(now).count()) for kind in kinds()]


def forget_due(now=None, by="the portal"):
    """Removes everything that has been kept long enough; returns [(kind, number)]. Safe in two processes at once."""
    now = now or timezone.now()
    with transaction.atomic():
        done = [(kind, kind.forget(now)) for kind in kinds()]
        if any(number for _, number in done):
            _record(by, "forgot what was due", done)
    return done


def of(email):
    """{name of the kind: its records} of everything kept of the person with that address."""
    return {kind.NAME: records for kind in kinds() if (records := kind.of(email))}


@transaction.atomic
def show(*, email, by):
    """As `of`, for somebody who takes it away."""
    found = of(email)
    audit.record(by=by, did="exported what is kept of a person", of="records of people", records=_sizes(found))
    return found


@transaction.atomic
def erase(*, email, by):
    """Removes all that names the person with that address; returns [(kind, number)].

    The audit trail says that it was done and how many rows it was, never whose.
    """
    done = [(kind, kind.erase(email)) for kind in kinds()]
    _record(by, "erased a person", done)
    return done


def deleted(rows):
    """Removes these rows and what belongs to them; returns how many of these rows it was."""
    _, numbers = rows.delete()
    return numbers.get(rows.model._meta.label, 0)


def _record(by, did, done):
    audit.record(by=by, did=did, of="records of people", records={kind.NAME: number for kind, number in done if number})


def _sizes(found):
    return {name: len(records) for name, records in found.items()}
