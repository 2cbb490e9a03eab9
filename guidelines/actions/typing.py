"""What somebody types is kept before it is saved, and others are told that somebody is at it."""

from django.utils import timezone

from guidelines.models import Editing, Typing
from guidelines.models.chapter import say_the_same

from .refusals import Refused

LONGEST = 1_000_000  # characters; more than any chapter may have, so that a text that is too long is kept as well


class TypedElsewhere(Refused):
    """Text from another editor of the same person waits; `typing` is that text."""

    def __init__(self, typing):
        super().__init__("Text that you typed earlier or in another tab waits: use it or forget it first.")
        self.typing = typing


def keep_typing(*, chapter, by, page, seen, title, slug, body):
    """Keeps this text for that person until it is saved or forgotten; None when the chapter says it already.

    `page` (a UUID) is the open editor, `seen` the revision it was opened with. Raises TypedElsewhere.
    """
    said = {"title": _clean(title), "slug": _clean(slug), "body": _clean(body)}
    typing = Typing(person=by, chapter=chapter, page=page, seen=seen, typed_at=timezone.now(), **said)
    if say_the_same(typing, chapter):
        forget_typing(chapter=chapter, by=by, page=page)
        return None
    kept, is_new = Typing.objects.get_or_create(
        person=by, chapter=chapter, defaults={"page": page, "seen": seen, "typed_at": typing.typed_at} | said
    )
    if is_new or (kept.page == page and say_the_same(kept, typing)):
        return kept
    kept_by_this_editor = Typing.objects.filter(pk=kept.pk, page=page)
    if not kept_by_this_editor.update(seen=seen, typed_at=typing.typed_at, **said):
        raise TypedElsewhere(kept)
    return typing


def forget_typing(*, chapter, by, page=None):
    """Drops the text that this person did not save; with `page` only if it comes from that editor."""
    kept = Typing.objects.filter(person=by, chapter=chapter)
    (kept.filter(page=page) if page else kept).delete()


def say_editing(*, chapter, by):
    """Lets others know for two minutes that this person has the chapter open."""
    Editing.objects.update_or_create(person=by, chapter=chapter, defaults={"seen_at": timezone.now()})


def stop_editing(*, chapter, by):
    Editing.objects.filter(person=by, chapter=chapter).delete()


def _clean(text):
    return text.replace("\r\n", "\n").replace("\x00", "")[:LONGEST]
