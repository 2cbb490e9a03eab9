"""Where a chapter went that the current edition does not have at this address. Asked only after a 404."""

from django.urls import Resolver404, resolve, reverse

from guidelines.models import Chapter


def address(path):
    """(address, for ever?) for the address of a chapter that an earlier edition had there, or None.

    A chapter that has another address today leads there, and so do its files and its citations; one that is no longer
    part of the guideline leads, for now, to the newest edition that has it.
    """
    try:
        asked = resolve(path)
    except Resolver404:
        return None
    if asked.namespace != "guidelines" or set(asked.kwargs) - {"format"} != {"guideline", "chapter"}:
        return None
    guideline, slug = asked.kwargs["guideline"], asked.kwargs["chapter"]
    chapters = _public(edition__guideline__slug=guideline)
    earlier = chapters.filter(slug=slug).first()
    if earlier is None:
        return None
    today = chapters.current().filter(key=earlier.key).first()
    if today:
        return reverse(asked.view_name, kwargs={"guideline": guideline, "chapter": today.slug}), True
    last = chapters.filter(key=earlier.key).first()
    pinned = asked.view_name.replace("chapter", "pinned_chapter")
    return reverse(pinned, kwargs={"guideline": guideline, "number": last.edition.number, "chapter": last.slug}), False


def known_as(chapter):
    """The addresses at which readers know the chapter, the newest first."""
    same = _public(edition__guideline=chapter.edition.guideline_id, key=chapter.key)
    return list(dict.fromkeys(same.values_list("slug", flat=True)))


def earlier_holder(guideline, slug, *, key=None):
    """The last public chapter at this address, if it is another one than the chapter with that key; or None."""
    last = _public(edition__guideline=guideline, slug=slug).first()
    return last if last and last.key != key else None


def _public(**wanted):
    chapters = Chapter.objects.released().filter(**wanted).select_related("edition__guideline")
    return chapters.order_by("-edition__number").only(
        "key", "slug", "title", "edition__number", "edition__guideline__slug"
    )
