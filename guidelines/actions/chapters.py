"""Writing a draft's chapters."""

from itertools import chain, count

from django.db import transaction
from django.db.models import Max

from guidelines.models import Chapter
from guidelines.models.chapter import PARTS
from guidelines.models.revision import Action
from portal import markdown

from .locking import locked_draft, locked_with
from .ordering import close_up
from .refusals import AddressTaken, ChapterIsGone, NothingRemoved
from .revising import add_revision, keep_revision, refuse_stale


@transaction.atomic
def add_chapter(*, edition, title, slug, body="", by=None, action=Action.TYPED, **known):
    """A new last chapter, with its first revision; `known` is what it brings from elsewhere: `key`, `reviewed_on`.

    Raises NotADraft, AddressTaken, markdown.TooLong.
    """
    edition = locked_draft(edition)
    _refuse_taken(edition, slug)
    markdown.parse(body)  # refuses what is too long to be shown
    said = {"title": title, "slug": slug, "body": body}
    chapter = Chapter.objects.create(edition=edition, position=_last(edition) + 1, **said, **known)
    keep_revision(chapter, stored=None, by=by, action=action)
    return chapter


@transaction.atomic
def save_chapter(*, chapter, by=None, seen=None, action=Action.TYPED, from_number=None):
    """Stores what the editor typed, and keeps it as a revision when it differs from what stood there.

    `seen` is the number of the revision that the editor was opened with (0 for none); without it nothing is stale.
    Raises NotADraft, ChapterIsGone, StaleChapter, AddressTaken, markdown.TooLong.
    """
    edition = locked_with(chapter)
    stored = edition.chapters.get(pk=chapter.pk)  # read under the lock: nobody saves between this and the end
    refuse_stale(chapter, seen=seen, stored=stored)
    _refuse_taken(edition, chapter.slug, by=chapter)
    markdown.parse(chapter.body)  # refuses what is too long to be shown
    keep_revision(chapter, stored=stored, by=by, action=action, from_number=from_number)
    chapter.save(update_fields=[*PARTS, "updated_at"])  # its place may have changed since it was read
    return chapter


@transaction.atomic
def remove_chapter(*, chapter, by=None):
    """Takes the chapter out of its draft; what it said stays as a revision. Raises NotADraft, ChapterIsGone."""
    edition = locked_with(chapter)
    stored = edition.chapters.get(pk=chapter.pk)
    add_revision(stored, by=by, action=Action.REMOVED)
    stored.delete()
    close_up(edition)


@transaction.atomic
def bring_back_chapter(*, edition, key, by=None):
    """A removed chapter of this draft, by its key, as its last revision has it: the same chapter, at the end.

    When its address is taken meanwhile it gets one with a number. Raises NotADraft, NothingRemoved.
    """
    edition = locked_draft(edition)
    last = edition.revisions.removed().filter(chapter_key=key).first()
    if last is None or edition.chapters.filter(key=key).exists():
        raise NothingRemoved
    said = {"title": last.title, "slug": _free(edition, last.slug), "body": last.body}
    chapter = Chapter.objects.create(edition=edition, key=key, position=_last(edition) + 1, **said)
    edition.revisions.filter(chapter_key=key).update(chapter=chapter)  # its history goes on where it ended
    add_revision(chapter, by=by, action=Action.RESTORED, from_number=last.number)
    return chapter


@transaction.atomic
def restore_revision(*, revision, by):
    """Saves the chapter's title, address and text as this revision has them; what stood there stays a revision.

    Raises NotADraft, ChapterIsGone, AddressTaken.
    """
    chapter = Chapter.objects.select_related("edition__guideline").filter(pk=revision.chapter_id).first()
    if chapter is None:
        raise ChapterIsGone(revision)
    for part in PARTS:
        setattr(chapter, part, getattr(revision, part))
    return save_chapter(chapter=chapter, by=by, action=Action.RESTORED, from_number=revision.number)


def _free(edition, slug):
    taken = set(edition.chapters.values_list("slug", flat=True))
    return next(each for each in chain([slug], (f"{slug[:90]}-{n}" for n in count(2))) if each not in taken)


def _last(edition):
    return edition.chapters.aggregate(last=Max("position"))["last"] or 0


def _refuse_taken(edition, slug, by=None):
    if edition.chapters.filter(slug=slug).exclude(pk=by and by.pk).exists():
        raise AddressTaken(slug)
