"""One at a time on a machine, whatever the number of its processes: work that takes much memory or a whole core."""

import contextlib
import fcntl
import time

from django.conf import settings


class Busy(Exception):
    """Somebody else has the turn."""


@contextlib.contextmanager
def turn(name, *, wait):
    """Has the turn of that name inside the block. Raises Busy when it does not come within `wait` seconds.

    It ends with the process too, even when that is killed.
    """
    until = time.monotonic() + wait
    with open(settings.DATA_DIR / f"{name}.lock", "w") as lock:  # noqa: PTH123
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise Busy from None
                time.sleep(0.1)
        yield
