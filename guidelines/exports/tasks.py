"""Building downloads before anybody asks for them."""

import time

from guidelines.models import Edition
from portal import rounds, trying

from . import storing
from .formats import FORMATS

WORK = "Building a download"
BREATH = 0.5  # seconds between two files, so that a reader who waits has a turn


def build_missing():
    """Builds every file that a released edition has not got: after its release, and when it should look otherwise.

    `manage.py work` calls it over and over (settings.REGULAR), so that neither a release nor a reader waits for it.
    It builds for about a minute, one file at least, and goes on in the next round.
    """
    put_off, wanted, is_over = trying.waiting(WORK), set(), rounds.begin()
    for edition in Edition.objects.sealed().select_related("guideline").order_by("-released_at"):
        have = storing.all_of(edition)
        for format in FORMATS:
            mark = storing.mark(edition, storing.part_of(), format)
            if format not in have:
                wanted.add(mark)
                if mark not in put_off:
                    _build(edition, format, mark)
                    if is_over():
                        return
    trying.forget_others(WORK, wanted)


def _build(edition, format, mark):
    """One file; one that fails stops no other, and readers who ask for it start it again."""
    trying.attempt(storing.ready, edition, format, work=WORK, key=mark, about=f"{FORMATS[format].label} of {edition}")
    time.sleep(BREATH)
