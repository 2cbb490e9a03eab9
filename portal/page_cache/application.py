"""The page cache as a WSGI application around the portal."""

import threading

from django.conf import settings

from . import keys
from .memory import Memory
from .page import Page
from .watch import Watch

LARGEST = 2 * 1024 * 1024  # bytes of a page that is kept
TURN = 10  # seconds that somebody waits while another request renders the same page
ALWAYS_ASKED = ("/static/", "/healthz", "/metrics")  # whatever the database does


class PageCache:
    """Answers from memory what was read before; asks the portal for the rest, for each page one request at a time."""

    def __init__(self, portal, unavailable):
        """`portal` and `unavailable` are WSGI applications; the second answers while the database is away."""
        self.portal, self.unavailable = portal, unavailable
        self.memory, self.watch = Memory(settings.PAGE_CACHE_BYTES), Watch()
        self._rendering, self._turn = {}, threading.Lock()

    def __call__(self, environ, start_response):
        path = environ.get("PATH_INFO", "")
        if path.startswith(ALWAYS_ASKED):
            return self.portal(environ, start_response)
        key, era = settings.PAGE_CACHE_BYTES and keys.key(environ), self.watch.era()
        if key:
            environ["QUERY_STRING"] = key.query  # what one reader’s tracking says must not reach the others’ page
            page = self.memory.get(key)
            if page and (page.era == era or self.watch.is_away):
                environ["portal.from_memory"] = True
                return page.answer(environ, start_response)
        if self.watch.is_away:
            return self.unavailable(environ, start_response)
        if not key or era is None or environ["REQUEST_METHOD"] == "HEAD":
            return self.portal(environ, start_response)
        return self._rendered_once(key, era, environ, start_response)

    def _rendered_once(self, key, era, environ, start_response):
        with self._turn:
            mine = key not in self._rendering
            done = self._rendering.setdefault(key, threading.Event())
        if not mine:
            done.wait(TURN)
            page = self.memory.get(key)
            if page and page.era == era:
                environ["portal.from_memory"] = True
                return page.answer(environ, start_response)
            return self.portal(environ, start_response)
        try:
            return self._rendered(key, era, environ, start_response)
        finally:
            with self._turn:
                del self._rendering[key]
            done.set()

    def _rendered(self, key, era, environ, start_response):
        answered = []
        environ["portal.would_keep"] = True
        response = self.portal(environ, lambda status, headers, exc_info=None: answered.append((status, headers)))
        status, headers = answered[-1]
        if not environ.get("portal.may_be_kept"):
            if not status.startswith("5"):
                self.memory.drop(key)  # gone or moved: it must not come back when the database is away
            start_response(status, headers)
            return response
        try:
            body = b"".join(response)
        finally:
            response.close()
        page = Page(era, headers, body)
        if page.size <= LARGEST:
            self.memory.put(key, page)
        return page.answer(environ, start_response)
