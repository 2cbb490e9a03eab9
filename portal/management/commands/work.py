import logging
import os
import signal
import threading
import time

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Does what returns: sends waiting letters, reminds, checks links (settings.REGULAR). Runs until it is stopped."
    )

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do everything once, then stop")
        parser.add_argument("--with-parent", action="store_true", help="stop when the process that started it is gone")

    def handle(self, *args, once=False, with_parent=False, **options):
        parent, stopped = os.getppid(), threading.Event()
        if not once:
            for name in (signal.SIGTERM, signal.SIGINT):
                signal.signal(name, lambda *_: stopped.set())
        next_at = dict.fromkeys(settings.REGULAR, 0.0)
        while not stopped.is_set():
            for name, seconds in settings.REGULAR.items():
                if time.monotonic() >= next_at[name] and not stopped.is_set():
                    do(name)
                    next_at[name] = time.monotonic() + seconds
            if once or (with_parent and os.getppid() != parent):
                return
            stopped.wait(1)


def do(name):
    """Calls one of them; what it raises is logged, and the others still have their turn."""
    close_old_connections()
    try:
        import_string(name)()
    except Exception:
        logger.exception("%s failed", name)
