"""Where a chapter went that the current edition does not have at this address. Asked only after a 404."""

from django.urls import Resolver404, resolve, reverse

from guidelines.models import Chapter


def address(path):
    """(address, for ever?) for the address of a chapter that an earlier edition had there, or None.

    A chapter that has another address today leads there; one that is no longer part of the guideline leads, for now,
    to the newest edition that has it.
    """
    try:
        asked = resolve(path)
    except Resolver404:
        return None
    if asked.view_name != "guidelines:chapter":
        return None
    guideline = asked.kwargs["guideline"]
    chapters = Chapter.objects.select_related("edition__guideline").only(
        "key", "slug", "edition__number", "edition__guideline__slug"
    )
    chapters = chapters.filter(edition__guideline__slug=guideline).order_by("-edition__number")
    earlier = chapters.released().filter(slug=asked.kwargs["chapter"]).first()
    if earlier is None:
        return None
    today = chapters.current().filter(key=earlier.key).first()
    if today:
        return reverse("guidelines:chapter", args=[guideline, today.slug]), True
    return earlier.get_absolute_url(), False
