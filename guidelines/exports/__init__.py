"""Files to take away, built from the released edition itself, so that they cannot disagree with it."""

from .formats import FORMATS, Format
from .refusals import CannotBuild
from .storing import all_of, as_stored, file_name, ready, unstored

__all__ = ["FORMATS", "CannotBuild", "Format", "all_of", "as_stored", "file_name", "ready", "unstored"]
