"""The order of a draft's chapters."""

from django.db import transaction
from django.db.models import F

from guidelines.models import Chapter

from .authorship import note_author
from .locking import locked_draft, locked_with
from .refusals import Refused


class OrderChanged(Refused):
    def __init__(self):
        super().__init__(
            "Somebody changed the list of chapters since you opened this page, so nothing was moved. Here it is as it"
            " stands now: move the chapter again."
        )


@transaction.atomic
def order_chapters(*, edition, order, seen, by=None):
    """Puts the chapters of a draft into this order; both are lists of pks, `seen` as the person saw them.

    Raises NotADraft, or OrderChanged when the draft has other chapters or another order than was seen.
    """
    edition = locked_draft(edition)
    if seen != _order(edition) or sorted(order) != sorted(seen):
        raise OrderChanged
    if order != seen:
        set_order(edition, order)
        note_author(edition, by=by)


@transaction.atomic
def move_chapter(*, chapter, position, by=None):
    """Puts the chapter at that position, from 1; the others make room. Raises NotADraft, ChapterIsGone."""
    edition = locked_with(chapter)
    others = [pk for pk in _order(edition) if pk != chapter.pk]
    place = max(0, min(position - 1, len(others)))
    set_order(edition, [*others[:place], chapter.pk, *others[place:]])
    note_author(edition, by=by)


def set_order(edition, chapter_ids):
    """Numbers the draft's chapters in this order; call it with the draft locked."""
    # No two chapters may share a position even for a moment, so all step aside first.
    edition.chapters.update(position=F("position") + 10_000)
    chapters = [Chapter(pk=pk, position=position) for position, pk in enumerate(chapter_ids, start=1)]
    edition.chapters.bulk_update(chapters, ["position"], batch_size=100)


def close_up(edition):
    """Numbers the chapters from 1 without gaps; call it with the draft locked."""
    set_order(edition, _order(edition))


def _order(edition):
    return list(edition.chapters.order_by("position").values_list("pk", flat=True))
