"""Rows as the database has them now, locked until the transaction ends; a guideline before its editions.

`no_key`: a full lock would stop rows that refer to them from being added, and two people from ever finishing.
"""

from guidelines.models import Edition, Guideline

from .refusals import ChapterIsGone, NotADraft


def locked_guideline(pk):
    """The guideline, so that no edition of it is started, released, unscheduled or withdrawn meanwhile."""
    return Guideline.objects.select_for_update(no_key=True).get(pk=pk)


def locked(edition):
    """The edition, draft or not."""
    return Edition.objects.select_for_update(of=("self",), no_key=True).select_related("guideline").get(pk=edition.pk)


def locked_draft(edition):
    """The draft. Raises NotADraft."""
    edition = locked(edition)
    if not edition.is_draft:
        raise NotADraft(edition)
    return edition


def locked_with(chapter):
    """The chapter's draft, once the chapter is known to be in it still. Raises NotADraft, ChapterIsGone."""
    edition = locked_draft(chapter.edition)
    if not edition.chapters.filter(pk=chapter.pk).exists():
        raise ChapterIsGone(chapter)
    return edition
