"""One chapter becomes two."""

from django.db import transaction

from guidelines.models import Care
from guidelines.models.revision import Action
from portal.markdown import splitting

from .chapters import add_chapter, save_chapter
from .locking import locked_with
from .ordering import set_order
from .refusals import Refused
from .revising import StaleChapter


class NoSuchHeading(Refused):
    def __init__(self):
        super().__init__("The chapter has no such heading any more. Choose the place once more.")


@transaction.atomic
def split_chapter(*, chapter, at, title, slug, seen=None, by=None):
    """Moves what follows the heading with the id `at` into a new chapter right behind; the new chapter.

    Statements keep their keys and headings their ids; links to what moved are led on throughout the draft. Whoever
    looks after the chapter looks after both. `seen` is the number of the revision that was looked at.
    Raises NotADraft, ChapterIsGone, StaleChapter, NoSuchHeading, AddressTaken.
    """
    edition = locked_with(chapter)
    stored = edition.chapters.get(pk=chapter.pk)
    newest = stored.newest_revision
    if seen is not None and newest and newest.number != seen:
        raise StaleChapter(newest)
    halves = cut(stored.body, at)
    here, there = stored.slug, slug
    stored.body = splitting.relink(halves.before, leads_on(halves, here, there, inside=here))
    save_chapter(chapter=stored, by=by, action=Action.SPLIT)
    body = splitting.relink(halves.after, leads_on(halves, here, there, inside=there))
    new = add_chapter(edition=edition, title=title, slug=slug, body=body, by=by, action=Action.SPLIT)
    _lead_links_on(edition, halves, stored, new, by)
    order = list(edition.chapters.exclude(pk=new.pk).order_by("position").values_list("pk", flat=True))
    order.insert(order.index(stored.pk) + 1, new.pk)
    set_order(edition, order)
    for care in Care.objects.filter(guideline=edition.guideline_id, chapter_key=stored.key):
        Care.objects.create(
            guideline=edition.guideline, chapter_key=new.key, owner=care.owner, next_review_on=care.next_review_on
        )
    return new


def cut(body, at):
    """The two halves of a text. Raises NoSuchHeading."""
    try:
        return splitting.split(body, at)
    except splitting.NotThere:
        raise NoSuchHeading from None


def leads_on(halves, here, there, *, inside):
    """How the address of a link reads once the chapter `here` gave its second half to `there`; `inside` holds it."""

    def change(target):
        slug, _, anchor = target.removeprefix("chapter:").partition("#")
        slug = slug or inside
        if slug not in (here, there) or not anchor or anchor == "top":
            return target
        if slug == there and target.startswith("#"):  # written in the old chapter, standing in the new one
            slug = here
        if slug != here:
            return target
        where = there if anchor in halves.moved or anchor == halves.heading_id else here
        if where == inside and target.startswith("#") and anchor != halves.heading_id:
            return target
        return f"chapter:{where}" if anchor == halves.heading_id else f"chapter:{where}#{anchor}"

    return change


def _lead_links_on(edition, halves, stored, new, by):
    for other in edition.chapters.exclude(pk__in=[stored.pk, new.pk]).filter(body__contains=f"chapter:{stored.slug}#"):
        change = leads_on(halves, stored.slug, new.slug, inside=other.slug)
        other.body = splitting.relink(other.body, change)
        save_chapter(chapter=other, by=by, action=Action.SPLIT)
