"""Stored files on their way to readers: by us, by nginx in our name, or by the storage at a signed address."""

import logging
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage, storages
from django.http import Http404, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date

from . import ranges

logger = logging.getLogger(__name__)
SIGNED_FOR = 300  # seconds
# A file is a file even when a browser shows it: it runs nothing, embeds nothing and stays out of other pages.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"


@dataclass(frozen=True)
class Stored:
    """A file in storage under `name`, which readers get as `filename`; `etag` comes with its quotes."""

    name: str
    filename: str
    content_type: str
    etag: str
    modified: datetime | None = None
    opens_in_browser: bool = False
    cache: str = "no-cache"


def serve(request, stored, *, by_us=False):
    """The response for this file: 200, 206, 304, 412 or 416, or the way to where the storage serves it.

    `by_us` is for pictures inside our pages, which may come from nowhere else.
    """
    modified = stored.modified and int(stored.modified.timestamp())
    untouched = get_conditional_response(request, stored.etag, modified)
    if untouched is not None:
        return _with_headers(untouched, stored)
    is_on_disk = isinstance(storages["default"], FileSystemStorage)
    if is_on_disk and settings.ACCEL_REDIRECT:
        return _through_nginx(stored)
    if not (is_on_disk or by_us):
        return _at_signed_address(stored)
    return _with_headers(_from_here(request, stored), stored)


def _from_here(request, stored):
    try:
        file = default_storage.open(stored.name)
        size = file.size
    except FileNotFoundError:
        raise Http404("the file is not in storage") from None
    except Exception as trouble:  # each storage fails in its own words
        logger.error("The file storage does not answer: %s", trouble)
        return HttpResponse(status=503, headers={"Retry-After": "30"})
    try:
        wanted = ranges.asked(request, size=size, etag=stored.etag, modified=stored.modified)
    except ranges.CannotBeMet:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, last = wanted or (0, size - 1)
    if request.method == "HEAD":
        file.close()
        response = HttpResponse()
    else:
        response = StreamingHttpResponse(ranges.Part(file, first, last), status=206 if wanted else 200)
    if wanted:
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Content-Length"] = last - first + 1
    return response


def _through_nginx(stored):
    """nginx sends the file, whole or in part, from its internal location (docs/operating.md)."""
    return _with_headers(
        HttpResponse(headers={"X-Accel-Redirect": settings.ACCEL_REDIRECT + quote(stored.name)}), stored
    )


def _at_signed_address(stored):
    """The storage sends the file under our name and type; the address is good for a few minutes."""
    said = {
        "ResponseContentType": stored.content_type,
        "ResponseContentDisposition": content_disposition_header(not stored.opens_in_browser, stored.filename),
    }
    response = HttpResponseRedirect(default_storage.url(stored.name, parameters=said, expire=SIGNED_FOR))
    response["Cache-Control"] = "private, no-store"
    return response


def _with_headers(response, stored):
    response["Content-Type"] = stored.content_type
    response["Content-Disposition"] = content_disposition_header(not stored.opens_in_browser, stored.filename)
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = stored.etag
    if stored.modified:
        response["Last-Modified"] = http_date(stored.modified.timestamp())
    response["Cache-Control"] = stored.cache
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    return response
