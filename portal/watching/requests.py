"""Around everything, the page cache included: a name for each request, its line in the log, its part in the figures."""

import logging
import os
import re
from itertools import count
from time import perf_counter

from .logs import request_id

GIVEN = re.compile(r"[A-Za-z0-9._-]{8,64}", re.ASCII)

logger = logging.getLogger("portal.requests")


def _closed(body):
    """No body: Django gives HEAD one too, and gunicorn would drop it with a line in the log for each request."""
    if hasattr(body, "close"):
        body.close()
    return []


class Watched:
    """A WSGI application that watches another, a `PageCache`; `figures` may be None."""

    def __init__(self, application, figures=None, says_each=False):
        self.application, self.figures, self.says_each = application, figures, says_each
        self._process, self._serial, self._held = "", count(), None

    def __call__(self, environ, start_response):
        asked = environ.get("HTTP_X_REQUEST_ID")
        if not (asked and GIVEN.fullmatch(asked)):
            asked = f"{self._prefix()}-{next(self._serial):x}"
        environ["HTTP_X_REQUEST_ID"] = asked
        token = request_id.set(asked)
        begun, status = perf_counter(), "500 "

        def start(line, headers, exc_info=None):
            nonlocal status
            status = line
            headers.append(("X-Request-ID", asked))
            return start_response(line, headers, exc_info) if exc_info else start_response(line, headers)

        try:
            body = self.application(environ, start)
            return _closed(body) if environ["REQUEST_METHOD"] == "HEAD" else body
        finally:
            if self.figures or self.says_each:
                self._note(environ, status, perf_counter() - begun)
            request_id.reset(token)

    def _note(self, environ, status, seconds):
        kept = "portal.from_memory" in environ
        if self.figures:
            self.figures.count(status, kept, seconds)
            if not kept:
                self.figures.remember(self.application.memory)
        if self.says_each:
            figures = {
                "method": environ["REQUEST_METHOD"],
                "status": int(status[:3]),
                "milliseconds": round(seconds * 1000, 2),
                "from_memory": kept,
            }
            words = "%s %s %s in %s ms", figures["method"], environ.get("PATH_INFO", ""), status[:3]
            logger.info(*words, figures["milliseconds"], extra={"figures": figures})

    def _prefix(self):
        """Drawn anew in each process, so that no two give the same name."""
        if self._held is None or self._held[0] != os.getpid():
            self._held = os.getpid(), os.urandom(8).hex()
        return self._held[1]
