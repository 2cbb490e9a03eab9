"""Taking back a release whose moment has not come."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from guidelines.models import Change, Edition, Release, Statement, Wording
from portal import audit

from .locking import locked, locked_guideline
from .refusals import NotADraft, Refused

SURE = timedelta(seconds=5)  # before its moment; longer than this transaction takes


class NotScheduled(Refused):
    def __init__(self, edition):
        super().__init__(f"{edition} is a draft: nothing about it is scheduled.")


class LaterEdition(Refused):
    def __init__(self, later):
        words = "is a draft already. Delete it" if later.is_draft else "is scheduled to follow it. Unschedule that one"
        super().__init__(f"Edition {later.number} {words} first.")


@transaction.atomic
def unschedule(*, edition, by):
    """Makes a scheduled edition a draft again, with its text and the explanations of its changes.

    An approval of that text still holds. Raises NotScheduled, NotADraft once it is public, LaterEdition.
    """
    locked_guideline(edition.guideline_id)
    edition = locked(edition)
    if edition.is_draft:
        raise NotScheduled(edition)
    if edition.released_at < timezone.now() + SURE:
        raise NotADraft(edition)
    later = (
        Edition.objects.filter(guideline=edition.guideline_id, number__gt=edition.number).order_by("-number").first()
    )
    if later:
        raise LaterEdition(later)
    public_from = edition.released_at.isoformat()
    _unseal(edition)
    _unmake(edition)
    audit.record(by=by, did="unscheduled", of=edition, public_from=public_from)
    return edition


def _unseal(edition):
    cleared = {"released_at": None, "released_by": None, "summary_html": "", "contents": []}
    cleared |= {"previous_hash": "", "content_hash": "", "rendering_hash": ""}
    # Saving would refuse, since the edition is released; this is the one way back, and only while nobody can read it.
    Edition.objects.filter(pk=edition.pk).update(**cleared)
    for name, value in cleared.items():
        setattr(edition, name, value)


def _unmake(edition):
    """What the release made; what editors wrote stays."""
    Release.objects.filter(edition=edition).delete()
    Wording.objects.filter(edition=edition).delete()
    unsaid = Q(reason="", evidence="", what_to_do="", has_no_successor=False, successors=None)
    Change.objects.filter(unsaid, edition=edition).delete()
    edition.chapters.update(html="", contents=[], text="", words=0, changed_in=None)
    unused = Q(wordings=None, changes=None, predecessors=None)
    Statement.objects.filter(unused, guideline=edition.guideline_id).delete()
