"""A guideline has editions, an edition chapters; a statement keeps its key through all of them."""

from .change import Change
from .chapter import Chapter
from .edition import Edition, EditionIsReleased
from .guideline import Guideline
from .revision import Revision, RevisionsAreKept
from .statement import Statement, Wording
from .typing import Editing, Typing

__all__ = [
    "Change",
    "Chapter",
    "Editing",
    "Edition",
    "EditionIsReleased",
    "Guideline",
    "Revision",
    "RevisionsAreKept",
    "Statement",
    "Typing",
    "Wording",
]
