"""Saving a guideline's own pages."""

from portal import stored


def save_guideline(*, guideline):
    """Stores the guideline with its two texts rendered. Raises markdown.TooLong."""
    guideline.introduction_html = stored.html(guideline.introduction)
    guideline.overview_html = stored.html(guideline.overview)
    guideline.save()
    return guideline
