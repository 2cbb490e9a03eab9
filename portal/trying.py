"""Work that may fail: tried again after growing pauses, given up at last, and shown at the desk (“Background work”)."""

import logging
from datetime import timedelta

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q
from django.utils import timezone

from portal import audit
from portal.models import Setback

logger = logging.getLogger(__name__)

PAUSES = [timedelta(minutes=minutes) for minutes in (10, 30, 120, 480, 1440)]  # about a day and a half in all


def waiting(work):
    """The keys of that work which failed and whose next try has not come, or never will."""
    late = Q(next_try_at=None) | Q(next_try_at__gt=timezone.now())
    return set(Setback.objects.filter(late, work=work).values_list("key", flat=True))


def attempt(function, *args, work, key, about):
    """Calls the function; returns whether it was done. A failure is noted, and an earlier one forgotten when it works.

    A database that is away is nobody's setback: that is raised, and the work is found again when it is back.
    """
    try:
        function(*args)
    except (OperationalError, InterfaceError):
        raise
    except Exception as trouble:
        logger.exception("%s failed for %s", work, about)
        _note(work, key, str(about)[:300], str(trouble)[:300] or type(trouble).__name__)
        return False
    Setback.objects.filter(work=work, key=key).delete()
    return True


def forget_others(work, keys):
    """What nobody needs any more is no setback."""
    gone = [setback.pk for setback in Setback.objects.filter(work=work) if setback.key not in keys]
    Setback.objects.filter(pk__in=gone).delete()


@transaction.atomic
def again(*, setback, by):
    """Its next try comes at the next turn of `manage.py work`, and all its pauses begin anew."""
    setback.next_try_at, setback.tries = timezone.now(), 0
    setback.save(update_fields=["next_try_at", "tries"])
    audit.record(by=by, did="tried again", of=setback)


@transaction.atomic
def _note(work, key, about, trouble):
    setback, _ = Setback.objects.select_for_update().get_or_create(work=work, key=key, defaults={"about": about})
    now, tries = timezone.now(), setback.tries + 1
    setback.about, setback.trouble, setback.failed_at, setback.tries = about, trouble, now, tries
    setback.next_try_at = now + PAUSES[tries - 1] if tries <= len(PAUSES) else None
    setback.save()
