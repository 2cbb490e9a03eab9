"""What changes several rows or tells anybody. Views, the admin and commands only call these."""

from .caring import NotReviewable, look_after_chapter, review_chapter
from .chapters import add_chapter, bring_back_chapter, remove_chapter, restore_revision, save_chapter
from .correcting import NoteIncomplete, NothingCorrected, NotPublished, StaleCorrection, correct_change
from .explaining import StaleExplanation, explain_change
from .guideline import AddressIsPermanent, save_guideline
from .importing import NotImported, import_edition
from .importing_chapters import import_chapters
from .ordering import OrderChanged, move_chapter, order_chapters
from .refusals import (
    AddressTaken,
    ChapterIsGone,
    NotADraft,
    NotApproved,
    NothingRemoved,
    NotReady,
    Refused,
    StaleDraft,
    TooEarly,
)
from .releasing import release
from .reviewing import (
    NothingToApprove,
    NoWords,
    OwnRelease,
    OwnWork,
    StaleReview,
    approve,
    ask_for_changes,
    ask_for_review,
)
from .revising import StaleChapter
from .splitting import NoSuchHeading, split_chapter
from .starting import DraftExists, start_draft
from .summarising import save_summary
from .typing import TypedElsewhere, forget_typing, keep_typing, say_editing, stop_editing
from .unscheduling import LaterEdition, NotScheduled, unschedule
from .withdrawing import (
    AlreadyWithdrawn,
    BuiltOnAnother,
    NotPublic,
    NotWithdrawn,
    take_back_withdrawal,
    withdraw,
)

__all__ = [
    "AddressIsPermanent",
    "AddressTaken",
    "AlreadyWithdrawn",
    "BuiltOnAnother",
    "ChapterIsGone",
    "DraftExists",
    "LaterEdition",
    "NoSuchHeading",
    "NoWords",
    "NotADraft",
    "NotApproved",
    "NotImported",
    "NotPublic",
    "NotPublished",
    "NotReady",
    "NotReviewable",
    "NotScheduled",
    "NotWithdrawn",
    "NoteIncomplete",
    "NothingCorrected",
    "NothingRemoved",
    "NothingToApprove",
    "OrderChanged",
    "OwnRelease",
    "OwnWork",
    "Refused",
    "StaleChapter",
    "StaleCorrection",
    "StaleDraft",
    "StaleExplanation",
    "StaleReview",
    "TooEarly",
    "TypedElsewhere",
    "add_chapter",
    "approve",
    "ask_for_changes",
    "ask_for_review",
    "bring_back_chapter",
    "correct_change",
    "explain_change",
    "forget_typing",
    "import_chapters",
    "import_edition",
    "keep_typing",
    "look_after_chapter",
    "move_chapter",
    "order_chapters",
    "release",
    "remove_chapter",
    "restore_revision",
    "review_chapter",
    "save_chapter",
    "save_guideline",
    "save_summary",
    "say_editing",
    "split_chapter",
    "start_draft",
    "stop_editing",
    "take_back_withdrawal",
    "unschedule",
    "withdraw",
]
