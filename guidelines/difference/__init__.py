"""What differs between two texts, exactly: whole blocks are aligned first, then words inside the blocks that differ.

Nothing here knows Django, and nothing takes longer than about the length of the texts times the number of words that
differ: see sequences.py for the mechanism.
"""

from .markup import Marked, changed_blocks, mark
from .text import Segment, difference, marked_text

__all__ = ["Marked", "Segment", "changed_blocks", "difference", "mark", "marked_text"]
