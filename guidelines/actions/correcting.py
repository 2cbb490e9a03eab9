"""Correcting what was published about a change; the edition itself stays as it is."""

from django.db import transaction

from guidelines.models import Change, Correction
from guidelines.models.change import SAID, SUBSTANCE
from portal import audit

from .refusals import Refused


class NotPublished(Refused):
    def __init__(self, edition):
        super().__init__(f"{edition} is not public yet, so nobody has read this note. Change it in the draft instead.")


class StaleCorrection(Refused):
    def __init__(self):
        super().__init__("Somebody corrected this note since you opened this page. What it says now is shown above.")


class NothingCorrected(Refused):
    def __init__(self):
        super().__init__("The note says this already. Change what is wrong in it.")


class NoteIncomplete(Refused):
    def __init__(self, what):
        super().__init__(f"{what} A note about a new, amended or removed statement says all three things.")


MISSING = {
    "reason": "Say why the statement changed.",
    "evidence": "Say on what evidence.",
    "what_to_do": "Say what educators should do.",
}


@transaction.atomic
def correct_change(*, change, by, why, seen=None, **said):
    """Publishes other words for the reason, the evidence or what to do, with the sentence that says why.

    `said` holds some of reason, evidence and what_to_do; `seen` the number of corrections that the person saw. The
    released note and the edition's hash stay as they are, and readers can open what it said before.
    Raises NotPublished, StaleCorrection, NothingCorrected, NoteIncomplete.
    """
    change = Change.objects.select_for_update(of=("self",), no_key=True).select_related("edition").get(pk=change.pk)
    if not change.edition.is_public:
        raise NotPublished(change.edition)
    if seen is not None and seen != change.corrections.count():
        raise StaleCorrection
    if not why.strip():
        raise Refused("Say why the note is corrected: readers see it.")
    before = {field: getattr(change.said, field) for field in SAID}
    after = before | {field: words.strip() for field, words in said.items()}
    if after == before:
        raise NothingCorrected
    for field in SAID:
        if change.kind in SUBSTANCE and before[field] and not after[field]:
            raise NoteIncomplete(MISSING[field])
    kept = {f"{field}_before": words for field, words in before.items()}
    correction = Correction.objects.create(change=change, made_by=by, why=why.strip(), **after, **kept)
    differs = {field: [before[field], after[field]] for field in correction.before}
    audit.record(by=by, did="corrected", of=change.edition, reason=why, key=change.statement.key, changed=differs)
    return correction
