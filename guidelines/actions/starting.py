"""Starting a draft."""

from django.db import transaction
from django.db.models import Max

from guidelines.models import Chapter, Edition, Revision
from guidelines.models.revision import Action

from .authorship import note_author
from .locking import locked_guideline
from .refusals import Refused
from .revising import revision_of


class DraftExists(Refused):
    def __init__(self, edition):
        super().__init__(f"There is a draft already: {edition}.")


@transaction.atomic
def start_draft(*, guideline, by=None):
    """The next edition as a draft, with the chapters of the newest released one. Raises DraftExists."""
    locked_guideline(guideline.pk)
    for draft in guideline.editions.drafts():
        raise DraftExists(draft)
    number = (guideline.editions.aggregate(newest=Max("number"))["newest"] or 0) + 1
    edition = Edition.objects.create(guideline=guideline, number=number)
    if previous := edition.previous:
        chapters = Chapter.objects.bulk_create(
            Chapter(
                edition=edition,
                key=chapter.key,
                position=chapter.position,
                title=chapter.title,
                slug=chapter.slug,
                body=chapter.body,
            )
            for chapter in previous.chapters.all()
        )
        Revision.objects.bulk_create(
            (
                revision_of(chapter, number=1, by=by, action=Action.STARTED, from_number=previous.number)
                for chapter in chapters
            ),
            batch_size=50,
        )
    note_author(edition, by=by)
    return edition
