"""Writing a draft's chapters."""

from django.db import transaction
from django.db.models import F, Max

from guidelines.models import Chapter
from portal import markdown

from .refusals import AddressTaken, ChapterIsGone, locked_draft

TYPED = ["title", "slug", "body", "reviewed_on", "updated_at"]


@transaction.atomic
def add_chapter(*, edition, title, slug, body="", reviewed_on=None):
    """A new last chapter. Raises NotADraft, AddressTaken, markdown.TooLong."""
    edition = locked_draft(edition)
    _refuse_taken(edition, slug)
    markdown.parse(body)  # refuses what is too long to be shown
    last = edition.chapters.aggregate(last=Max("position"))["last"] or 0
    return Chapter.objects.create(
        edition=edition, position=last + 1, title=title, slug=slug, body=body, reviewed_on=reviewed_on
    )


@transaction.atomic
def save_chapter(*, chapter):
    """Stores what the editor typed. Raises NotADraft, ChapterIsGone, AddressTaken, markdown.TooLong."""
    edition = _locked_with(chapter)
    _refuse_taken(edition, chapter.slug, by=chapter)
    markdown.parse(chapter.body)  # refuses what is too long to be shown
    chapter.save(update_fields=TYPED)  # its place may have changed since it was read
    return chapter


@transaction.atomic
def move_chapter(*, chapter, position):
    """Puts the chapter at that position, from 1; the others make room. Raises NotADraft, ChapterIsGone."""
    edition = _locked_with(chapter)
    others = list(edition.chapters.exclude(pk=chapter.pk).order_by("position").values_list("pk", flat=True))
    place = max(0, min(position - 1, len(others)))
    _set_order(edition, [*others[:place], chapter.pk, *others[place:]])


@transaction.atomic
def remove_chapter(*, chapter):
    """Takes the chapter out of its draft. Raises NotADraft, ChapterIsGone."""
    edition = _locked_with(chapter)
    chapter.delete()
    _set_order(edition, list(edition.chapters.order_by("position").values_list("pk", flat=True)))


def _locked_with(chapter):
    """The chapter's draft, locked, once the chapter is known to be in it still."""
    edition = locked_draft(chapter.edition)
    if not edition.chapters.filter(pk=chapter.pk).exists():
        raise ChapterIsGone(chapter)
    return edition


def _refuse_taken(edition, slug, by=None):
    if edition.chapters.filter(slug=slug).exclude(pk=by and by.pk).exists():
        raise AddressTaken(slug)


def _set_order(edition, chapter_ids):
    # No two chapters may share a position even for a moment, so all step aside first.
    edition.chapters.update(position=F("position") + 10_000)
    for position, pk in enumerate(chapter_ids, start=1):
        edition.chapters.filter(pk=pk).update(position=position)
