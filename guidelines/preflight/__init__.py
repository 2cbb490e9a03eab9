"""Reading a draft before its release: what stops it, and what merely deserves a look."""

from .finding import Finding
from .looks import worth_a_look
from .stops import findings

__all__ = ["Finding", "findings", "worth_a_look"]
