"""Building downloads before anybody asks for them."""

import logging
import time

from guidelines.models import Edition

from . import storing
from .formats import FORMATS

logger = logging.getLogger(__name__)

AGAIN = 600  # seconds in which a file that failed is left to readers, who start it again when they ask for it
BREATH = 0.5  # seconds between two files, so that a reader who waits has a turn
_failed = {}


def build_missing():
    """Builds every file that a released edition has not got: after its release, and when it should look otherwise.

    `manage.py work` calls it over and over (settings.REGULAR), so that neither a release nor a reader waits for it.
    """
    for edition in Edition.objects.exclude(released_at=None).select_related("guideline").order_by("-released_at"):
        have = storing.all_of(edition)
        for format in FORMATS:
            mark = storing.mark(edition, storing.part_of(), format)
            if format not in have and _failed.get(mark, 0) < time.monotonic():
                _build(edition, format, mark)


def _build(edition, format, mark):
    """One file; one that fails stops no other."""
    try:
        storing.ready(edition, format)
    except Exception:
        _failed[mark] = time.monotonic() + AGAIN
        logger.exception("%s has no %s.", edition, FORMATS[format].label)
    time.sleep(BREATH)
