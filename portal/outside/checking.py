"""Looking at the links that are due, one host after the other."""

import time
import zlib
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from portal.models import OutsideLink

from .asking import ask

LONGEST = 10  # seconds of one go, so that what else is regular has its turn
LEASE = timedelta(minutes=5)  # how long a host is held for one who asks it, should that process die
PAUSE = timedelta(seconds=10)  # between two requests to one host
AGAIN = timedelta(days=1)  # after a failure
WEEK = timedelta(days=7)


def check():
    """Asks for links that are due, each host once at most. Safe to run in several processes at once."""
    until = time.monotonic() + LONGEST
    for host in list(OutsideLink.objects.due().order_by("host").values_list("host", flat=True).distinct()):
        if time.monotonic() > until:
            return
        if link := _claimed(host):
            try:
                note(link, *ask(link.url))
            finally:
                OutsideLink.objects.filter(host=host).update(host_free_at=timezone.now() + PAUSE)


@transaction.atomic
def _claimed(host):
    """A link of that host to ask for, which nobody else will ask for meanwhile; None when the host is not free."""
    rows = list(OutsideLink.objects.select_for_update().filter(host=host).order_by("next_check_at", "pk"))
    now = timezone.now()
    if not rows or rows[0].next_check_at > now or any(row.host_free_at > now for row in rows):
        return None
    OutsideLink.objects.filter(host=host).update(host_free_at=now + LEASE)
    return rows[0]


def note(link, status, trouble):
    """Keeps what came of asking: only failures on different days count on."""
    now, today = timezone.now(), timezone.localdate()
    if trouble:
        facts = {
            "failures": link.failures + (link.failed_on != today),
            "failed_on": today,
            "next_check_at": now + AGAIN,
        }
    else:
        spread = timedelta(minutes=zlib.crc32(link.url.encode()) % 1440)
        facts = {"failures": 0, "failed_on": None, "next_check_at": now + WEEK + spread}
    row = OutsideLink.objects.filter(pk=link.pk)  # it may have been forgotten meanwhile
    row.update(checked_at=now, status=status, trouble=trouble, **facts)
