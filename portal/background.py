"""Work that no request waits for: started after the commit in a thread of this process, finished before it ends."""

import logging
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from django.conf import settings
from django.db import close_old_connections, connections, transaction

logger = logging.getLogger(__name__)
_threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="background")
_waiting = set()


def after_commit(function, *args):
    """Calls the function once what it stands on is committed. What it raises is logged and breaks nothing.

    Asked for again while it still waits to start, it runs once. `manage.py work` is there to try again:
    nothing may be lost when the process dies before the function has run.
    """
    transaction.on_commit(partial(_start, function, *args), robust=True)


def _start(function, *args):
    if settings.BACKGROUND == "at once":
        function(*args)
        return
    job = (function, args)
    if job not in _waiting:
        _waiting.add(job)
        _threads.submit(_run, job)


def _run(job):
    function, args = job
    _waiting.discard(job)
    close_old_connections()
    try:
        function(*args)
    except Exception:
        logger.exception("%s failed", function.__qualname__)
    finally:
        connections.close_all()
