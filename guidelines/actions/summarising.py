"""Saying what is new in an edition."""

from django.db import transaction

from .authorship import note_author
from .locking import locked_draft


@transaction.atomic
def save_summary(*, edition, summary, by=None):
    """Stores what a draft says of itself under “What is new”. Raises NotADraft."""
    edition = locked_draft(edition)
    if edition.summary != summary:
        edition.summary = summary
        edition.save(update_fields=["summary"])
        note_author(edition, by=by)
    return edition
