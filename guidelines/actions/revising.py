"""Every save of a chapter leaves a revision; a save over what somebody did not see is refused."""

from guidelines.models import Revision
from guidelines.models.revision import WHAT, Action

from .authorship import note_author
from .refusals import Refused


class StaleChapter(Refused):
    """Somebody else saved the chapter since it was opened; `newest` is their revision."""

    def __init__(self, newest):
        super().__init__(f"{newest.who} saved this chapter since you opened it. Your text was not saved over theirs.")
        self.newest = newest


def newest_revision(chapter):
    """The chapter's newest revision without its text, or None while it has none."""
    return chapter.revisions.listed().first()


def refuse_stale(chapter, *, seen, stored):
    """Raises StaleChapter when `seen` (a number, 0 for none) is not the newest revision and the texts differ."""
    newest = newest_revision(chapter)
    if seen is not None and newest and newest.number != seen and not is_same(chapter, stored):
        raise StaleChapter(newest)


def keep_revision(chapter, *, stored, by, action=Action.TYPED, from_number=None):
    """Adds a revision when the chapter differs from `stored`, the row before; call it with the draft locked."""
    if stored and is_same(chapter, stored):
        return
    if stored and newest_revision(chapter) is None:  # it was written before revisions were kept
        revision_of(stored, number=1, by=None, action=Action.FOUND).save()
    add_revision(chapter, by=by, action=action, from_number=from_number)


def add_revision(chapter, *, by, action, from_number=None):
    """Adds a revision with what the chapter says, whatever stood before; call it with the draft locked."""
    note_author(chapter.edition, by=by)
    newest = newest_revision(chapter)
    number = (newest.number if newest else 0) + 1
    revision_of(chapter, number=number, by=by, action=action, from_number=from_number).save()


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
        **{name: getattr(chapter, name) for name in WHAT},
    )


def is_same(chapter, stored):
    return all(getattr(chapter, name) == getattr(stored, name) for name in WHAT)
