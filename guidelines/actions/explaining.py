"""Saying why a statement changes."""

import hashlib
import json

from django.db import transaction

from guidelines.models import Change, Statement
from guidelines.models.change import SAID, Kind

from .authorship import note_author
from .locking import locked_draft
from .refusals import Refused


class StaleExplanation(Refused):
    """`change` is the explanation as somebody else saved it meanwhile."""

    def __init__(self, change):
        super().__init__("Somebody else explained this statement since you opened this page. Their words stand above.")
        self.change = change


@transaction.atomic
def explain_change(
    *,
    edition,
    key,
    kind,
    reason="",
    evidence="",
    what_to_do="",
    successors=(),
    has_no_successor=False,
    by=None,
    seen=None,
):
    """Keeps what the editor says of a statement's change until the release. Raises NotADraft, StaleExplanation.

    `kind` counts only between amended and clarified: the rest follows from the text. `successors` are keys. `seen` is
    the digest of the explanation that the editor was shown; without it nothing is stale.
    """
    edition = locked_draft(edition)
    statement, _ = Statement.objects.get_or_create(guideline=edition.guideline, key=key)
    stored = Change.objects.filter(edition=edition, statement=statement).first()
    if seen is not None and seen != explanation_digest(**facts_of(stored)):
        raise StaleExplanation(stored)
    change = stored or Change(edition=edition, statement=statement)
    change.kind, change.has_no_successor = Kind(kind), has_no_successor
    change.reason, change.evidence, change.what_to_do = reason, evidence, what_to_do
    change.save()
    change.successors.set(
        Statement.objects.get_or_create(guideline=edition.guideline, key=successor)[0] for successor in successors
    )
    note_author(edition, by=by)
    return change


def facts_of(change):
    """What an editor said in this explanation, which may be None, as explanation_digest() takes it."""
    if change is None:
        return {}
    fields = ["kind", *SAID, "has_no_successor"]
    successors = [successor.key for successor in change.successors.all()]
    return {field: getattr(change, field) for field in fields} | {"successors": successors}


def explanation_digest(*, kind=None, reason="", evidence="", what_to_do="", successors=(), has_no_successor=False):
    """The same for the same words, and for an empty explanation as for none."""
    texts = ["\n".join(text.strip().splitlines()) for text in (reason, evidence, what_to_do)]
    said = [kind == Kind.CLARIFIED, *texts, sorted(successors), bool(has_no_successor)]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]
