"""Mapping a guideline to a curriculum: one file that the educator owns, read and written here, kept nowhere."""

from .choosing import Choice
from .coverage import Coverage
from .editions import Editions
from .opening import Unreadable
from .recognising import read
from .upgrading import Upgrade
from .worksheet import Worksheet, blank
from .writing import FORMATS, write

__all__ = [
    "FORMATS",
    "Choice",
    "Coverage",
    "Editions",
    "Unreadable",
    "Upgrade",
    "Worksheet",
    "blank",
    "read",
    "write",
]
