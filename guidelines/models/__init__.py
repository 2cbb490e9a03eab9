"""A guideline has editions, an edition chapters; a statement keeps its key through all of them."""

from .change import Change
from .chapter import Chapter
from .edition import Edition, EditionIsReleased
from .guideline import Guideline
from .statement import Statement, Wording

__all__ = ["Change", "Chapter", "Edition", "EditionIsReleased", "Guideline", "Statement", "Wording"]
