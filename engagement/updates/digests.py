"""What waits for a weekly or monthly e-mail."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from engagement.models import Rhythm
from guidelines.models import Edition

from . import letters
from .content import Issue

MORNING = time(8)  # London time
LOOKS_BACK = timedelta(days=100)  # an e-mail that came late still tells everything


def last_moments(now):
    """When the newest weekly and monthly e-mails were due: {rhythm: moment}."""
    local = timezone.localtime(now)
    monday = _morning(local.date() - timedelta(days=local.weekday()))
    monday = monday if monday <= now else _morning(local.date() - timedelta(days=local.weekday() + 7))
    first = _morning(local.date().replace(day=1))
    if first > now:
        first = _morning((local.date().replace(day=1) - timedelta(days=1)).replace(day=1))
    return {Rhythm.WEEKLY: monday, Rhythm.MONTHLY: first}


def _morning(day):
    return timezone.make_aware(datetime.combine(day, MORNING))


def issues_until(moment):
    """Issues of the editions that became public in the time before that moment and still stand, oldest first."""
    editions = Edition.objects.released(moment).filter(released_at__gt=moment - LOOKS_BACK)
    return [Issue(edition) for edition in editions.select_related("guideline").order_by("released_at", "pk")]


def untold(subscriber, issues):
    """Those that became public since the subscriber listens and that nobody has told them of."""
    told = {one.edition_id for one in subscriber.told.all()}
    return [
        issue for issue in issues if issue.edition.pk not in told and issue.edition.released_at > subscriber.hears_from
    ]


def catch_up(subscriber):
    """Sends now what would have waited for the old rhythm; the subscriber is locked."""
    waiting = untold(subscriber, issues_until(timezone.now()))
    if waiting:
        name = "caught up with " + "-".join(str(issue.edition.pk) for issue in waiting)
        letters.tell(subscriber=subscriber, issues=waiting, name=name[:150])
