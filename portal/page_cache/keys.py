"""Which requests ask for a page that may be kept, and under what name."""

from urllib.parse import unquote_plus

from django.conf import settings

# Added to addresses by newsletters and social media; no page of ours reads them.
TRACKING = ("utm_", "fbclid", "gclid", "msclkid", "mc_cid", "mc_eid")
LONGEST = 500  # characters of path and query together


def key(environ):
    """Host, scheme, path and query of a page that may be kept, or None.

    Somebody signed in never gets a kept page: what they changed, they see at once.
    """
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in environ:
        return None
    if settings.SESSION_COOKIE_NAME in environ.get("HTTP_COOKIE", ""):
        return None
    path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
    if len(path) + len(query) > LONGEST:
        return None
    if query:
        query = _kept(query)
        if query is None:
            return None
    scheme = environ.get("HTTP_X_FORWARDED_PROTO", environ["wsgi.url_scheme"])
    return environ.get("HTTP_HOST", ""), scheme, path, query


def _kept(query):
    """The query without tracking, or None when it has a name that may take any value."""
    pairs = [pair for pair in query.split("&") if pair and not pair.startswith(TRACKING)]
    if any(unquote_plus(pair.partition("=")[0]) not in settings.KEPT_QUERIES for pair in pairs):
        return None
    return "&".join(pairs)
