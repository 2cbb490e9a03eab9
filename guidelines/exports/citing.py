"""How a file says that it wants to be cited."""

from django.conf import settings
from django.utils import timezone


def citation(publication):
    """The released edition in the style of a reference list."""
    year = timezone.localtime(publication.released_at).year
    title = publication.guideline.title
    return f"{settings.PUBLISHER} ({year}) {title}. {publication.edition}. Available at: {publication.address}"
