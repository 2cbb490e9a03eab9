"""Writing a draft's chapters."""

from django.db import transaction
from django.db.models import F, Max

from guidelines.models import Chapter
from portal import markdown

from .refusals import locked_draft


@transaction.atomic
def add_chapter(*, edition, title, slug, body="", reviewed_on=None):
    """A new last chapter. Raises NotADraft, markdown.TooLong."""
    edition = locked_draft(edition)
    markdown.parse(body)  # refuses what is too long to be shown
    last = edition.chapters.aggregate(last=Max("position"))["last"] or 0
    return Chapter.objects.create(
        edition=edition, position=last + 1, title=title, slug=slug, body=body, reviewed_on=reviewed_on
    )


@transaction.atomic
def save_chapter(*, chapter):
    """Stores what the editor typed. Raises NotADraft, markdown.TooLong."""
    locked_draft(chapter.edition)
    markdown.parse(chapter.body)  # refuses what is too long to be shown
    chapter.save()
    return chapter


@transaction.atomic
def move_chapter(*, chapter, position):
    """Puts the chapter at that position, from 1; the others make room. Raises NotADraft."""
    edition = locked_draft(chapter.edition)
    others = list(edition.chapters.exclude(pk=chapter.pk).order_by("position").values_list("pk", flat=True))
    place = max(0, min(position - 1, len(others)))
    _set_order(edition, [*others[:place], chapter.pk, *others[place:]])


@transaction.atomic
def remove_chapter(*, chapter):
    """Takes the chapter out of its draft. Raises NotADraft."""
    edition = locked_draft(chapter.edition)
    chapter.delete()
    _set_order(edition, list(edition.chapters.order_by("position").values_list("pk", flat=True)))


def _set_order(edition, chapter_ids):
    # No two chapters may share a position even for a moment, so all step aside first.
    edition.chapters.update(position=F("position") + 10_000)
    for position, pk in enumerate(chapter_ids, start=1):
        edition.chapters.filter(pk=pk).update(position=position)
