"""The portal behind its page cache, asked without a server."""

import io
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults

from django.core.handlers.wsgi import WSGIHandler

from portal.page_cache import PageCache
from portal.unavailable import unavailable


class Portal:
    """The portal behind its cache, asked as gunicorn asks it; `rendered` counts what memory did not answer."""

    def __init__(self):
        self.rendered, self.handler = 0, WSGIHandler()
        self.cache = PageCache(self.render, unavailable)

    def render(self, environ, start_response):
        self.rendered += 1
        return self.handler(environ, start_response)

    def get(self, address, method="GET", environ=(), host="localhost", **headers):
        parts = urlsplit(address)
        environ = dict(environ) | {"PATH_INFO": parts.path, "QUERY_STRING": parts.query, "REQUEST_METHOD": method}
        environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()} | {"HTTP_HOST": host}
        environ["wsgi.input"] = io.BytesIO()
        setup_testing_defaults(environ)
        return Answer(self.cache, environ)


class Answer:
    def __init__(self, application, environ):
        chunks = application(environ, self._start)
        self.body = b"".join(chunks)
        if hasattr(chunks, "close"):
            chunks.close()

    def _start(self, status, headers, exc_info=None):
        self.status, self.headers = int(status.split()[0]), dict(headers)

    @property
    def text(self):
        return self.body.decode()
