"""What surveys hold of persons: nothing by design.

No question asks for a name or an address, and no address of a device is kept. Somebody may still have written of
themselves in a free text; who has the reference of an answer can have it erased. So nothing here can be found by an
e-mail address or falls due, and settings.PERSONAL does not name this module.
"""

from django.db import transaction

from engagement.models import SurveyAnswer
from portal import audit


@transaction.atomic
def erase(*, reference, by):
    """Erases the answer of that reference; returns whether there was one. Published figures stay as they are."""
    answer = SurveyAnswer.objects.filter(reference=reference.strip().upper()).select_related("survey").first()
    if answer is None:
        return False
    audit.record(by=by, did="erased an answer", of=answer.survey)
    answer.delete()
    return True
