"""Guidelines at the editors' desk."""

from .chapter import ChapterAdmin
from .edition import EditionAdmin
from .guideline import GuidelineAdmin

__all__ = ["ChapterAdmin", "EditionAdmin", "GuidelineAdmin"]
