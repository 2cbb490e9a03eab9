"""What changes several rows or tells anybody. Views, the admin and commands only call these."""

from .chapters import add_chapter, move_chapter, remove_chapter, save_chapter
from .explaining import explain_change
from .guideline import AddressIsPermanent, save_guideline
from .importing import NotImported, import_edition
from .importing_chapters import import_chapters
from .refusals import AddressTaken, ChapterIsGone, NotADraft, NotReady, Refused, StaleDraft, TooEarly
from .releasing import release
from .starting import DraftExists, start_draft

__all__ = [
    "AddressIsPermanent",
    "AddressTaken",
    "ChapterIsGone",
    "DraftExists",
    "NotADraft",
    "NotImported",
    "NotReady",
    "Refused",
    "StaleDraft",
    "TooEarly",
    "add_chapter",
    "explain_change",
    "import_chapters",
    "import_edition",
    "move_chapter",
    "release",
    "remove_chapter",
    "save_chapter",
    "save_guideline",
    "start_draft",
]
