"""Building downloads before anybody asks for them."""

import time

from guidelines.models import Edition
from portal import rounds, trying

from . import storing
from .formats import FORMATS

WORK = "Building a download"
BREATH = 0.5  # seconds between two files, so that a reader who waits has a turn
TRUSTED = 60 * 60  # seconds for which an edition that had all its files is taken to have them
WHOLE = {}  # pk of such an edition: (what its files are built from, when it had them all)


def build_missing():
    """Builds every file that a released edition has not got: after its release, and when it should look otherwise.

    `manage.py work` calls it over and over (settings.REGULAR), so that neither a release nor a reader waits for it.
    It builds for about a minute, one file at least, and goes on in the next round.
    """
    put_off, wanted, is_over = trying.waiting(WORK), set(), rounds.begin()
    for edition in Edition.objects.sealed().select_related("guideline").order_by("-released_at"):
        for format in _missing(edition):
            mark = storing.mark(edition, storing.part_of(), format)
            wanted.add(mark)
            if mark not in put_off:
                _build(edition, format, mark)
                if is_over():
                    return
    trying.forget_others(WORK, wanted)


def _missing(edition):
    """The formats of which there is no file; storage is not asked again for what it had all of within the hour."""
    built_from, now = storing.mark(edition, storing.part_of(), "any"), time.monotonic()
    known, seen_at = WHOLE.get(edition.pk, ("", 0))
    if known == built_from and now < seen_at + TRUSTED:
        return []
    have = storing.all_of(edition)
    missing = [format for format in FORMATS if format not in have]
    if not missing:
        WHOLE[edition.pk] = (built_from, now)
    return missing


def _build(edition, format, mark):
    """One file; one that fails stops no other, and readers who ask for it start it again."""
    trying.attempt(storing.ready, edition, format, work=WORK, key=mark, about=f"{FORMATS[format].label} of {edition}")
    time.sleep(BREATH)
