"""The second steps of somebody who has lost them all. An action."""

from django.db import transaction

from portal import audit
from portal.models import RecoveryCode, SecondStep

from . import devices


@transaction.atomic
def remove_all(*, person, by):
    """The password alone signs this person in again; they are signed out everywhere. Returns how many steps it were."""
    steps = list(SecondStep.objects.filter(person=person))
    SecondStep.objects.filter(person=person).delete()
    RecoveryCode.objects.filter(person=person).delete()
    devices.end_all(person)
    if steps:
        audit.record(by=by, did="removed the second steps of", of=person, kinds=[str(step) for step in steps])
    return len(steps)
