"""What the public reads of guidelines."""

from .chapters import chapter, pinned_chapter, print_view
from .editions import edition, editions
from .guidelines import guideline, index, landing
from .statements import pinned_statement, statement, statements

__all__ = [
    "chapter",
    "edition",
    "editions",
    "guideline",
    "index",
    "landing",
    "pinned_chapter",
    "pinned_statement",
    "print_view",
    "statement",
    "statements",
]
