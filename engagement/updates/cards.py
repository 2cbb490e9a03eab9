"""The desk's card about updates: who gets them, and e-mails that do not go out."""

from django.db.models import Count, Q
from django.urls import reverse

from engagement.models import Subscriber
from engagement.models.subscriber import State
from portal.cards import Card, Line
from portal.counted import counted
from portal.models import Letter

FAILED_OFTEN = 3  # tries, after which somebody should look


def cards(user):
    """One card for who may see subscribers; two queries."""
    if not user.has_perm("engagement.view_subscriber"):
        return []
    people = Subscriber.objects.aggregate(**{state: Count("pk", filter=Q(state=state)) for state in State.values})
    address = reverse("admin:engagement_subscriber_changelist")
    number = people[State.ACTIVE]
    lines = [Line(counted(number, "subscriber"), address)]
    if people[State.QUIET]:
        quiet = people[State.QUIET]
        words = f"{counted(quiet, 'address', 'addresses')} that took no e-mail"
        lines.append(Line(words, f"{address}?state__exact=quiet", "We no longer write to them."))
    return [Card("Updates by e-mail", lines + _letters(user))]


def _letters(user):
    if not user.has_perm("portal.view_letter"):
        return []
    late = Q(sent_at=None, gave_up_at=None, tries__gte=FAILED_OFTEN)
    found = Letter.objects.aggregate(
        late=Count("pk", filter=late), lost=Count("pk", filter=Q(gave_up_at__isnull=False))
    )
    address = reverse("admin:portal_letter_changelist")
    lines = []
    if found["late"]:
        words = counted(found["late"], "e-mail waits", "e-mails wait")
        note = "The mail server refused; the portal tries again."
        lines.append(Line(words, f"{address}?state=waiting", note, needs_you=True))
    if found["lost"]:
        words = counted(found["lost"], "e-mail given up", "e-mails given up")
        lines.append(Line(words, f"{address}?state=given-up", "Look why.", needs_you=True))
    return lines
