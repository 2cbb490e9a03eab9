"""What changed from one released edition to another, statement by statement and why, however many lie between."""

from .comparison import Comparison, compare
from .kinds import Net

__all__ = ["Comparison", "Net", "compare"]
