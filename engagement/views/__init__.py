"""How the public takes part."""

from .survey import answer, survey
from .taking_part import take_part
from .you_said import you_said

__all__ = ["answer", "survey", "take_part", "you_said"]
