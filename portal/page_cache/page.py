"""A kept page: its bytes as they are and compressed, each ready to be sent."""

import gzip
import hashlib
from functools import lru_cache

import brotli

SMALLEST = 500  # bytes below which compressing gains nothing
IN_304 = {"cache-control", "content-location", "vary", "link", "content-security-policy"}


class Page:
    """What the application answered once, with status 200, in one era."""

    def __init__(self, era, headers, body):
        self.era = era
        tag = hashlib.blake2b(body, digest_size=12).hexdigest()
        self._tags = {f'"{tag}"', f'"{tag}-br"', f'"{tag}-gzip"'}
        bodies = {"": body}
        if len(body) >= SMALLEST:
            bodies |= {"br": brotli.compress(body, quality=5), "gzip": gzip.compress(body, 6, mtime=0)}
        kept = [(name, value) for name, value in headers if name.lower() not in ("etag", "content-length", "vary")]
        kept.append(("Vary", "Accept-Encoding"))
        self._variants = {name: _variant(kept, name, tag, content) for name, content in bodies.items()}
        self.size = sum(len(content) for content in bodies.values()) + 2000

    def answer(self, environ, start_response):
        headers, unchanged, body = self._variants.get(
            encoding(environ.get("HTTP_ACCEPT_ENCODING", "")), self._variants[""]
        )
        asked = environ.get("HTTP_IF_NONE_MATCH")
        if asked and (asked in self._tags or self._names_one_of_ours(asked)):
            start_response("304 Not Modified", unchanged[:])
            return []
        start_response("200 OK", headers[:])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _names_one_of_ours(self, asked):
        return any(tag.strip().removeprefix("W/") in self._tags or tag.strip() == "*" for tag in asked.split(","))


def _variant(headers, name, tag, body):
    headers = [*headers, ("ETag", f'"{tag}-{name}"' if name else f'"{tag}"')]
    unchanged = [(header, value) for header, value in headers if header.lower() in IN_304 | {"etag"}]
    if name:
        headers.append(("Content-Encoding", name))
    return [*headers, ("Content-Length", str(len(body)))], unchanged, body


@lru_cache(maxsize=256)
def encoding(accepted):
    """The best of ours that this Accept-Encoding header allows: "br", "gzip" or "" (RFC 9110, 12.5.3)."""
    weights = {}
    for each in accepted.lower().split(","):
        name, _, parameters = each.partition(";")
        weights[name.strip()] = _weight(parameters)
    return next((name for name in ("br", "gzip") if weights.get(name, weights.get("*", 0)) > 0), "")


def _weight(parameters):
    name, _, value = parameters.strip().partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
