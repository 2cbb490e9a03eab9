"""Which requests ask for a page that may be kept, and under what name."""

from typing import NamedTuple
from urllib.parse import unquote_plus

from django.conf import settings

# Added to addresses by newsletters and social media; no page of ours reads them.
TRACKING = ("utm_", "fbclid", "gclid", "msclkid", "mc_cid", "mc_eid")
LONGEST = 500  # characters of host, path and query together


class Key(NamedTuple):
    """What decides a kept page."""

    host: str  # without its port, which no page shows
    scheme: str
    path: str
    query: str


def key(environ):
    """The Key of a page that may be kept, or None.

    Somebody signed in never gets a kept page: what they changed, they see at once.
    """
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in environ:
        return None
    if environ.get("SCRIPT_NAME"):  # a browser’s header can name it, and it stands in every address of the page
        return None
    if settings.SESSION_COOKIE_NAME in environ.get("HTTP_COOKIE", ""):
        return None
    path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
    host = environ.get("HTTP_HOST", "")
    if len(host) + len(path) + len(query) > LONGEST:
        return None
    if query:
        query = _kept(query)
        if query is None:
            return None
    return Key(host.lower().partition(":")[0], _scheme(environ), path, query)


def _scheme(environ):
    """As Django takes it: from the proxy’s header only where a proxy is known to set it."""
    if settings.SECURE_PROXY_SSL_HEADER:
        header, secure = settings.SECURE_PROXY_SSL_HEADER
        if header in environ:
            return "https" if environ[header].partition(",")[0].strip() == secure else "http"
    return environ["wsgi.url_scheme"]


def _kept(query):
    """The query without tracking, or None when it has a name that may take any value."""
    pairs = [pair for pair in query.split("&") if pair and not pair.startswith(TRACKING)]
    if any(unquote_plus(pair.partition("=")[0]) not in settings.KEPT_QUERIES for pair in pairs):
        return None
    return "&".join(pairs)
