"""Figures that each worker counts in a small file of its own; whoever is asked adds up those of all workers."""

import contextlib
import os
import shutil
from pathlib import Path

from django.conf import settings

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
CLASSES = {str(first): f"{first}xx" for first in range(1, 6)}


class Figures:
    """Requests by class of status and by whether memory answered, how long they took, what memory holds."""

    def __init__(self):
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(_folder())  # read when prometheus_client is first imported
        from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

        own = {"registry": CollectorRegistry()}
        requests = Counter("portal_requests", "Requests answered.", ["status", "memory"], **own)
        seconds = Histogram(
            "portal_request_seconds", "Seconds until the answer began.", ["memory"], buckets=SECONDS, **own
        )
        answers = [(True, "yes"), (False, "no")]
        self._requests = {
            (first, kept): requests.labels(status, word) for first, status in CLASSES.items() for kept, word in answers
        }
        self._seconds = {kept: seconds.labels(word) for kept, word in answers}
        once = {"multiprocess_mode": "livesum", **own}
        self._bytes = Gauge("portal_page_cache_bytes", "Bytes of pages in memory, over all workers.", **once)
        self._pages = Gauge("portal_page_cache_pages", "Pages in memory, over all workers.", **once)

    def count(self, status, kept, seconds):
        """`status` is the line of the answer, such as “200 OK”."""
        self._requests[status[0], kept].inc()
        self._seconds[kept].observe(seconds)

    def remember(self, memory):
        self._bytes.set(memory.used)
        self._pages.set(len(memory))


def _folder():
    """One for each server: its workers share it, and what they counted outlives them until the server itself ends."""
    base, server = Path(settings.DATA_DIR) / "figures", os.getppid()
    base.mkdir(exist_ok=True)
    for other in base.iterdir():
        if other.name != str(server) and not _lives(other.name):
            shutil.rmtree(other, ignore_errors=True)
    folder = base / str(server)
    folder.mkdir(exist_ok=True)
    return folder


def add_up(registry):
    """Lets the registry show what the workers of this server counted, if any counts."""
    if folder := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        from prometheus_client.multiprocess import MultiProcessCollector

        _forget_dead_workers(Path(folder))
        MultiProcessCollector(registry, folder)


def _forget_dead_workers(folder):
    """What a worker held in memory is gone with it; what it counted stays."""
    for file in folder.glob("gauge_live*.db"):
        if not _lives(file.stem.rpartition("_")[2]):
            with contextlib.suppress(FileNotFoundError):
                file.unlink()


def _lives(process):
    try:
        os.kill(int(process), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True
