"""Saving a guideline's own pages."""

from guidelines.models import Guideline
from portal import stored

from .refusals import Refused


class AddressIsPermanent(Refused):
    def __init__(self, guideline):
        super().__init__(f"{guideline} has been released, so its address is cited and stays as it is.")


def save_guideline(*, guideline):
    """Stores the guideline with its two texts rendered. Raises AddressIsPermanent, markdown.TooLong."""
    if guideline.has_permanent_address and not Guideline.objects.filter(pk=guideline.pk, slug=guideline.slug).exists():
        raise AddressIsPermanent(guideline)
    guideline.introduction_html = stored.html(guideline.introduction)
    guideline.overview_html = stored.html(guideline.overview)
    guideline.save()
    return guideline
