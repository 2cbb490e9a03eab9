"""Counting downloads per document and day: people’s, once each, and nothing about them."""

import logging
import re

from django.db import DatabaseError

from resources.models import DownloadCount

logger = logging.getLogger(__name__)
MACHINES = re.compile(
    r"bot\b|bot[/;_-]|crawl|spider|slurp|archiver|scan|monitor|uptime|validator|preview|facebookexternalhit"
    r"|headless|^(curl|wget|python|go-http|java|okhttp|libwww|httpx|axios|node)",
    re.IGNORECASE,
)
FROM_THE_START = re.compile(r"bytes=0-([0-9]{0,15})")
PROBE = 1024  # viewers first ask for a few bytes, to see what there is


def counted(request, response, document):
    """The response, after one was added to the document's downloads of today if a person began one."""
    if _is_begun(request, response) and not _is_machine(request):
        try:
            DownloadCount.objects.add_one(document.pk)
        except DatabaseError:
            logger.exception("A download of %s was served and not counted.", document.slug)
    return response


def _is_begun(request, response):
    if request.method != "GET" or response.status_code not in (200, 206, 302):
        return False
    part = request.headers.get("Range", "")
    begins = FROM_THE_START.fullmatch(part)  # the rest of a file is no second download
    return not part or bool(begins and int(begins[1] or PROBE) >= PROBE)


def _is_machine(request):
    agent = request.headers.get("User-Agent", "")
    purpose = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return not agent or bool(MACHINES.search(agent)) or "prefetch" in purpose
