"""From a Word document to a draft's chapters: judged, read, shown, and only then kept."""

from .judging import NotImportable, judge
from .reading import Imported, read

__all__ = ["Imported", "NotImportable", "judge", "read"]
