"""/metrics: for Prometheus, behind a token."""

import hmac

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.models import Letter, Setback

from . import figures


@never_cache
@require_safe
def metrics(request):
    """What all workers of this node counted, and what waits in the database; 404 for whoever has no token."""
    if not settings.METRICS_TOKEN or not _knows_the_token(request.headers.get("Authorization", "")):
        raise Http404("no token")
    from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

    registry = CollectorRegistry()
    figures.add_up(registry)
    registry.register(InTheDatabase())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _knows_the_token(said):
    return hmac.compare_digest(_digest(said), _digest(f"Bearer {settings.METRICS_TOKEN}"))


def _digest(text):
    return salted_hmac("portal.metrics", text, algorithm="sha256").digest()


class InTheDatabase:
    """What is the same for all nodes; without a database, only that there is none."""

    def collect(self):
        from prometheus_client.core import GaugeMetricFamily

        try:
            found = list(waiting())
        except (DatabaseError, InterfaceError):
            found = []
        yield GaugeMetricFamily("portal_database_up", "Whether the database answers.", value=float(bool(found)))
        for name, words, value in found:
            yield GaugeMetricFamily(name, words, value=value)


def waiting():
    letters = Letter.objects.waiting()
    oldest = letters.order_by("made_at").values_list("made_at", flat=True).first()
    age = (timezone.now() - oldest).total_seconds() if oldest else 0
    given_up = Letter.objects.exclude(gave_up_at=None).count()
    yield "portal_letters_waiting", "E-mails neither sent nor given up.", letters.count()
    yield "portal_letters_oldest_seconds", "How long the oldest of them has waited.", age
    yield "portal_letters_given_up", "E-mails that could not be sent.", given_up
    yield (
        "portal_work_failing",
        "Pieces of background work that will be tried again.",
        Setback.objects.to_come().count(),
    )
    yield "portal_work_given_up", "Pieces of background work that were given up.", Setback.objects.given_up().count()
