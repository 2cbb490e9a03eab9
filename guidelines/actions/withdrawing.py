"""Withdrawing a released edition, and taking that back."""

from django.db import transaction

from guidelines.models import Edition, Withdrawal
from portal import audit

from .locking import locked, locked_guideline
from .refusals import Refused
from .telling import tell_others


class NotPublic(Refused):
    def __init__(self, edition):
        words = "a draft: there is nothing to withdraw" if edition.is_draft else "not public yet: unschedule it instead"
        super().__init__(f"{edition} is {words}.")


class AlreadyWithdrawn(Refused):
    def __init__(self, edition):
        super().__init__(f"{edition} has been withdrawn already.")


class NotWithdrawn(Refused):
    def __init__(self, edition):
        super().__init__(f"{edition} is not withdrawn.")


class BuiltOnAnother(Refused):
    def __init__(self, edition, later):
        super().__init__(
            f"Edition {later.number} was released while {edition} was withdrawn, and its changes are told from an "
            f"earlier edition. To say again what edition {edition.number} said, release another edition."
        )


@transaction.atomic
def withdraw(*, edition, outcome, reason, by, address=""):
    """Tells readers that a public edition no longer stands, and why; `address` is what took its place.

    Raises NotPublic, AlreadyWithdrawn, or ValidationError for an outcome, address or reason that makes no sense.
    """
    locked_guideline(edition.guideline_id)
    edition = locked(edition)
    if not edition.is_public:
        raise NotPublic(edition)
    if Withdrawal.objects.filter(edition=edition).exists():
        raise AlreadyWithdrawn(edition)
    withdrawal = Withdrawal(
        edition=edition, outcome=outcome, address=address.strip(), reason=reason.strip(), made_by=by
    )
    withdrawal.full_clean()
    withdrawal.save()
    audit.record(by=by, did="withdrew", of=edition, reason=withdrawal.reason, outcome=outcome, address=address)
    tell_others()
    return withdrawal


@transaction.atomic
def take_back_withdrawal(*, edition, reason, by):
    """Makes a withdrawn edition what it was. Raises NotWithdrawn, BuiltOnAnother."""
    locked_guideline(edition.guideline_id)
    edition = locked(edition)
    withdrawal = Withdrawal.objects.filter(edition=edition).first()
    if withdrawal is None:
        raise NotWithdrawn(edition)
    later = Edition.objects.sealed().filter(guideline=edition.guideline_id, number__gt=edition.number)
    following = later.order_by("number").first()
    if withdrawal.hides_text and following and following.previous_hash != edition.content_hash:
        raise BuiltOnAnother(edition, following)
    withdrawal.delete()
    audit.record(by=by, did="took back the withdrawal of", of=edition, reason=reason.strip(), was=withdrawal.outcome)
    tell_others()
    return edition
