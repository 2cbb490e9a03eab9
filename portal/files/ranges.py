"""Parts of a file, as PDF viewers and interrupted downloads ask for them (RFC 9110, section 14)."""

import re

from django.utils.http import parse_http_date_safe

ONE_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)
WHOLE = None


class CannotBeMet(Exception):
    """The part asked for lies outside the file."""


def asked(request, *, size, etag, modified):
    """The (first, last) byte that the request asks for, or WHOLE. Raises CannotBeMet.

    Several parts at once, and ranges that make no sense, get the whole file, as the standard allows.
    """
    found = ONE_RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if request.method != "GET" or not found or not any(found.groups()) or not _still_holds(request, etag, modified):
        return WHOLE
    first, last = found.groups()
    if not first:  # the last so many bytes
        if int(last) == 0 or size == 0:
            raise CannotBeMet
        return max(0, size - int(last)), size - 1
    if last and int(last) < int(first):
        return WHOLE
    if int(first) >= size:
        raise CannotBeMet
    return int(first), min(int(last or size), size - 1)


def _still_holds(request, etag, modified):
    """Whether the file is still the one that the asker has begun to read (If-Range)."""
    condition = request.headers.get("If-Range", "").strip()
    if not condition:
        return True
    if condition.startswith('"'):
        return condition == etag
    return bool(modified) and parse_http_date_safe(condition) == int(modified.timestamp())


class Part:
    """The bytes from first to last in pieces; close() closes the file, whether or not any was read."""

    def __init__(self, file, first, last, piece=64 * 1024):
        file.seek(first)
        self.file, self.left, self.piece = file, last - first + 1, piece

    def __iter__(self):
        while self.left and (piece := self.file.read(min(self.piece, self.left))):
            self.left -= len(piece)
            yield piece

    def close(self):
        self.file.close()
