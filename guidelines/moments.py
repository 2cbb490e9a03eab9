"""When a guideline changes by itself."""

from guidelines.models import Edition


def next_release(now):
    """The next moment at which a scheduled edition becomes public, or None."""
    return Edition.objects.scheduled(now).order_by("released_at").values_list("released_at", flat=True).first()
