"""Every save of a chapter leaves a revision; a save over what somebody did not see is refused."""

from guidelines.models import Revision
from guidelines.models.chapter import PARTS, say_the_same
from guidelines.models.revision import Action

from .authorship import note_author
from .refusals import Refused


class StaleChapter(Refused):
    """Somebody else saved the chapter since it was opened; `newest` is their revision."""

    def __init__(self, newest):
        super().__init__(f"{newest.who} saved this chapter since you opened it. Your text was not saved over theirs.")
        self.newest = newest


def refuse_stale(chapter, *, seen, stored):
    """Raises StaleChapter when `seen` (a number, 0 for none) is not the newest revision and the texts differ."""
    newest = chapter.newest_revision
    if seen is not None and newest and newest.number != seen and not say_the_same(chapter, stored):
        raise StaleChapter(newest)


def keep_revision(chapter, *, stored, by, action=Action.TYPED, from_number=None):
    """Adds a revision when the chapter differs from `stored`, the row before; call it with the draft locked."""
    if stored and say_the_same(chapter, stored):
        return
    if stored and chapter.newest_revision is None:  # it was written before revisions were kept
        revision_of(stored, number=1, by=None, action=Action.FOUND).save()
    add_revision(chapter, by=by, action=action, from_number=from_number)


def add_revision(chapter, *, by, action, from_number=None):
    """Adds a revision with what the chapter says, whatever stood before; call it with the draft locked."""
    note_author(chapter.edition, by=by)
    revision_of(chapter, number=chapter.newest_number + 1, by=by, action=action, from_number=from_number).save()


def revision_of(chapter, *, number, by, action, from_number=None):
    """An unsaved revision with what the chapter says."""
    return Revision(
        edition_id=chapter.edition_id,
        chapter=chapter,
        chapter_key=chapter.key,
        number=number,
        words=len(chapter.body.split()),
        action=action,
        from_number=from_number,
        made_by=by,
        **{name: getattr(chapter, name) for name in PARTS},
    )
