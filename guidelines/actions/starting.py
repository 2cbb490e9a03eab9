"""Starting a draft."""

from django.db import transaction
from django.db.models import Max

from guidelines.models import Chapter, Edition, Guideline

from .refusals import Refused


class DraftExists(Refused):
    def __init__(self, edition):
        super().__init__(f"There is a draft already: {edition}.")


@transaction.atomic
def start_draft(*, guideline):
    """The next edition as a draft, with the chapters of the newest released one. Raises DraftExists."""
    Guideline.objects.select_for_update(no_key=True).get(pk=guideline.pk)
    for draft in guideline.editions.drafts():
        raise DraftExists(draft)
    number = (guideline.editions.aggregate(newest=Max("number"))["newest"] or 0) + 1
    edition = Edition.objects.create(guideline=guideline, number=number)
    if edition.previous:
        Chapter.objects.bulk_create(
            Chapter(
                edition=edition,
                key=chapter.key,
                position=chapter.position,
                title=chapter.title,
                slug=chapter.slug,
                body=chapter.body,
                reviewed_on=chapter.reviewed_on,
            )
            for chapter in edition.previous.chapters.all()
        )
    return edition
