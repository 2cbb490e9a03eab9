"""Saying why a statement changes."""

from django.db import transaction

from guidelines.models import Change, Statement
from guidelines.models.change import Kind

from .authorship import note_author
from .refusals import locked_draft


@transaction.atomic
def explain_change(
    *, edition, key, kind, reason="", evidence="", what_to_do="", successors=(), has_no_successor=False, by=None
):
    """Keeps what the editor says of a statement's change until the release. Raises NotADraft.

    `kind` counts only between amended and clarified: the rest follows from the text. `successors` are keys.
    """
    edition = locked_draft(edition)
    statement, _ = Statement.objects.get_or_create(guideline=edition.guideline, key=key)
    change, _ = Change.objects.update_or_create(
        edition=edition,
        statement=statement,
        defaults={
            "kind": Kind(kind),
            "reason": reason,
            "evidence": evidence,
            "what_to_do": what_to_do,
            "has_no_successor": has_no_successor,
        },
    )
    change.successors.set(
        Statement.objects.get_or_create(guideline=edition.guideline, key=successor)[0] for successor in successors
    )
    note_author(edition, by=by)
    return change
