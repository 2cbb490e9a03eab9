"""Work that may take hours is done in rounds: each ends after about a minute, so that other work has its turn."""

import time

SECONDS = 60


def begin():
    """A function that says whether the round that begins now is over."""
    ends = time.monotonic() + SECONDS
    return lambda: time.monotonic() >= ends
