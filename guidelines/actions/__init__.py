"""What changes several rows or tells anybody. Views, the admin and commands only call these."""

from .chapters import add_chapter, move_chapter, remove_chapter, save_chapter
from .explaining import explain_change
from .guideline import AddressIsPermanent, save_guideline
from .importing import NotImported, import_edition
from .importing_chapters import import_chapters
from .refusals import AddressTaken, ChapterIsGone, NotADraft, NotApproved, NotReady, Refused, StaleDraft, TooEarly
from .releasing import release
from .reviewing import (
    NoWords,
    NothingToApprove,
    OwnRelease,
    OwnWork,
    StaleReview,
    approve,
    ask_for_changes,
    ask_for_review,
)
from .revising import StaleChapter, restore_revision
from .starting import DraftExists, start_draft
from .typing import TypedElsewhere, forget_typing, keep_typing, say_editing, stop_editing

__all__ = [
    "AddressIsPermanent",
    "AddressTaken",
    "ChapterIsGone",
    "DraftExists",
    "NotADraft",
    "NotApproved",
    "NotImported",
    "NoWords",
    "NotReady",
    "NothingToApprove",
    "OwnRelease",
    "OwnWork",
    "Refused",
    "StaleChapter",
    "StaleDraft",
    "StaleReview",
    "TooEarly",
    "TypedElsewhere",
    "add_chapter",
    "approve",
    "ask_for_changes",
    "ask_for_review",
    "explain_change",
    "forget_typing",
    "import_chapters",
    "import_edition",
    "keep_typing",
    "move_chapter",
    "release",
    "remove_chapter",
    "restore_revision",
    "save_chapter",
    "save_guideline",
    "say_editing",
    "start_draft",
    "stop_editing",
]
