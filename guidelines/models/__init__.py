"""A guideline has editions, an edition chapters; a statement keeps its key through all of them."""

from .care import Care, ChapterReview
from .change import Change
from .chapter import Chapter
from .correction import Correction, CorrectionsAreKept
from .edition import Edition, EditionIsReleased
from .guideline import Guideline
from .release import Release
from .review import Review, Verdict
from .revision import Revision, RevisionsAreKept
from .statement import Statement, Wording
from .typing import Editing, Typing
from .withdrawal import Withdrawal

__all__ = [
    "Care",
    "Change",
    "Chapter",
    "ChapterReview",
    "Correction",
    "CorrectionsAreKept",
    "Editing",
    "Edition",
    "EditionIsReleased",
    "Guideline",
    "Release",
    "Review",
    "Revision",
    "RevisionsAreKept",
    "Statement",
    "Typing",
    "Verdict",
    "Withdrawal",
    "Wording",
]
