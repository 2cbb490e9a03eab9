"""Files that editors publish: judged by their content, kept under our own names, served so that they stay files.

Whatever parses a file runs in a process of its own with limits on memory and time (portal/parsers).
"""

from portal.parsers import Refused

from .judging import Facts, first_page, judge, received, text_of
from .kinds import KINDS, Kind
from .serving import Stored, serve
from .storing import NotStored, removed_unless_saved, store, sweep

__all__ = [
    "KINDS",
    "Facts",
    "Kind",
    "NotStored",
    "Refused",
    "Stored",
    "first_page",
    "judge",
    "received",
    "removed_unless_saved",
    "serve",
    "store",
    "sweep",
    "text_of",
]
