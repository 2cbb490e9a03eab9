"""Telling subscribers what has become true, in batches: each is one short transaction, and a stopped run goes on.

One of settings.REGULAR and of settings.AFTER_RELEASE; two processes may do it at once.
"""

from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from django.db.models import Prefetch, Q
from django.utils import timezone

from engagement.models import Mailing, Rhythm, Subscriber
from guidelines.models import Edition, Statement, Withdrawal

from . import letters
from .content import Issue
from .digests import issues_until, last_moments, untold

Kind = Mailing.Kind
BATCH = 100  # letters in one transaction: others wait for it less than a second


def tell(now=None):
    """Notes what has become true since the last call, then writes the letters that it asks for."""
    now = now or timezone.now()
    note(now)
    for mailing in Mailing.objects.filter(done_at=None).select_related("edition__guideline").order_by("moment", "pk"):
        writer = WRITERS[mailing.kind](mailing, now)
        while _batch(mailing.pk, writer):
            pass


# ── What has become true ─────────────────────────────────────────────────────────────────────────


def note(now):
    """One Mailing for each release, withdrawal and Monday whose moment has come. A few queries."""
    found = [*_releases(now), *_withdrawals(now), *_digests(now)]
    known = set(Mailing.objects.filter(once__in=[one.once for one in found]).values_list("once", flat=True))
    Mailing.objects.bulk_create([one for one in found if one.once not in known], ignore_conflicts=True)


def _releases(now):
    noted = Mailing.objects.filter(kind=Kind.RELEASED).values("edition")
    for pk, moment in Edition.objects.released(now).exclude(pk__in=noted).values_list("pk", "released_at"):
        yield Mailing(once=f"released/{pk}", kind=Kind.RELEASED, edition_id=pk, moment=moment)


def _withdrawals(now):
    """A withdrawal that was told and is gone has been taken back."""
    standing = {f"{one.edition_id}/{one.pk}": one for one in Withdrawal.objects.all()}
    for name, one in standing.items():
        yield Mailing(once=f"withdrawn/{name}", kind=Kind.WITHDRAWN, edition_id=one.edition_id, moment=one.made_at)
    for once, edition in Mailing.objects.filter(kind=Kind.WITHDRAWN).values_list("once", "edition"):
        name = once.removeprefix("withdrawn/")
        if name not in standing:
            yield Mailing(once=f"restored/{name}", kind=Kind.RESTORED, edition_id=edition, moment=now)


def _digests(now):
    for rhythm, moment in last_moments(now).items():
        once = f"{rhythm.value}/{timezone.localdate(moment)}"
        yield Mailing(once=once, kind=Kind(rhythm.value), moment=moment)


# ── Who is told ──────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def _batch(pk, writer):
    """The next subscribers of this mailing; returns whether there may be more. Others wait for its row."""
    mailing = Mailing.objects.select_for_update().get(pk=pk)
    if mailing.done_at:
        return False
    listening = Subscriber.objects.active().filter(pk__gt=mailing.reached, hears_from__lt=mailing.moment)
    wanted = listening.filter(writer.who).select_for_update(of=("self",), no_key=True).select_related("guideline")
    statements = Prefetch("statements", Statement.objects.order_by("key"))
    subscribers = list(wanted.prefetch_related(statements, "told").order_by("pk")[:BATCH])
    mailing.letters += sum(bool(writer.write(subscriber)) for subscriber in subscribers)
    if len(subscribers) < BATCH:
        mailing.done_at = timezone.now()
    else:
        mailing.reached = subscribers[-1].pk
    mailing.save()
    return mailing.done_at is None


class OfRelease:
    who = Q(rhythm=Rhythm.AT_ONCE)

    def __init__(self, mailing, now):
        self.mailing = mailing
        self.is_hidden = not Edition.objects.released(now).filter(pk=mailing.edition_id).exists()
        self.issues = [] if self.is_hidden else [Issue(mailing.edition)]

    def write(self, subscriber):
        issues = untold(subscriber, self.issues)
        return letters.tell(subscriber=subscriber, issues=issues, name=self.mailing.once)


class OfDigest:
    def __init__(self, mailing, now):
        self.mailing, self.who = mailing, Q(rhythm=mailing.kind)
        self.issues = issues_until(mailing.moment)

    def write(self, subscriber):
        issues = untold(subscriber, self.issues)
        return letters.tell(subscriber=subscriber, issues=issues, name=self.mailing.once)


class OfWithdrawal:
    """Everybody who follows anything of that guideline, whatever their rhythm: it is too important to wait."""

    def __init__(self, mailing, now):
        guideline = mailing.edition.guideline_id
        chosen = Subscriber.statements.through.objects.filter(statement__guideline=guideline).values("subscriber")
        self.who = Q(scope="everything") | Q(guideline=guideline) | Q(pk__in=chosen)
        self.mailing = mailing
        withdrawal = Withdrawal.objects.filter(edition=mailing.edition_id).first()
        is_restored = mailing.kind == Kind.RESTORED
        current = Edition.objects.current(now).filter(guideline=guideline).first()
        self.context = {
            "edition": mailing.edition,
            "heading": f"{'It stands again' if is_restored else 'Withdrawn'}: {mailing.edition}",
            "withdrawal": withdrawal,
            "replaced_by": urljoin(f"{settings.SITE_URL}/", withdrawal.address) if withdrawal else "",
            "is_restored": is_restored,
            "current": current if current and current.pk != mailing.edition_id else None,
        }

    def write(self, subscriber):
        if not self.context["is_restored"] and self.context["withdrawal"] is None:
            return False  # taken back meanwhile
        letters.tell_withdrawal(subscriber=subscriber, name=self.mailing.once, context=self.context)
        return True


WRITERS = {
    Kind.RELEASED: OfRelease,
    Kind.WITHDRAWN: OfWithdrawal,
    Kind.RESTORED: OfWithdrawal,
    Kind.WEEKLY: OfDigest,
    Kind.MONTHLY: OfDigest,
}
