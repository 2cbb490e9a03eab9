"""Writing a draft's chapters."""

from django.db import transaction
from django.db.models import F, Max

from guidelines.models import Chapter
from guidelines.models.revision import Action
from portal import markdown

from .authorship import note_author
from .refusals import AddressTaken, ChapterIsGone, locked_draft
from .revising import keep_revision, refuse_stale

TYPED = ["title", "slug", "body", "updated_at"]


@transaction.atomic
def add_chapter(*, edition, title, slug, body="", reviewed_on=None, by=None, action=Action.TYPED):
    """A new last chapter, with its first revision. Raises NotADraft, AddressTaken, markdown.TooLong."""
    edition = locked_draft(edition)
    _refuse_taken(edition, slug)
    markdown.parse(body)  # refuses what is too long to be shown
    last = edition.chapters.aggregate(last=Max("position"))["last"] or 0
    chapter = Chapter.objects.create(
        edition=edition, position=last + 1, title=title, slug=slug, body=body, reviewed_on=reviewed_on
    )
    keep_revision(chapter, stored=None, by=by, action=action)
    return chapter


@transaction.atomic
def save_chapter(*, chapter, by=None, seen=None, action=Action.TYPED, from_number=None):
    """Stores what the editor typed, and keeps it as a revision when it differs from what stood there.

    `seen` is the number of the revision that the editor was opened with (0 for none); without it nothing is stale.
    Raises NotADraft, ChapterIsGone, StaleChapter, AddressTaken, markdown.TooLong.
    """
    edition = _locked_with(chapter)
    stored = edition.chapters.get(pk=chapter.pk)  # read under the lock: nobody saves between this and the end
    refuse_stale(chapter, seen=seen, stored=stored)
    _refuse_taken(edition, chapter.slug, by=chapter)
    markdown.parse(chapter.body)  # refuses what is too long to be shown
    keep_revision(chapter, stored=stored, by=by, action=action, from_number=from_number)
    chapter.save(update_fields=TYPED)  # its place may have changed since it was read
    return chapter


@transaction.atomic
def move_chapter(*, chapter, position, by=None):
    """Puts the chapter at that position, from 1; the others make room. Raises NotADraft, ChapterIsGone."""
    edition = _locked_with(chapter)
    others = list(edition.chapters.exclude(pk=chapter.pk).order_by("position").values_list("pk", flat=True))
    place = max(0, min(position - 1, len(others)))
    _set_order(edition, [*others[:place], chapter.pk, *others[place:]])
    note_author(edition, by=by)


@transaction.atomic
def remove_chapter(*, chapter, by=None):
    """Takes the chapter out of its draft. Raises NotADraft, ChapterIsGone."""
    edition = _locked_with(chapter)
    chapter.delete()
    note_author(edition, by=by)
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
