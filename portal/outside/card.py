"""The desk's card about links to other sites that no longer lead anywhere."""

from django.urls import reverse

from portal.cards import Card, Line
from portal.models import OutsideLink

from .collecting import used_in

MOST = 10
PLACES = 3


def cards(user):
    """One card, for who may change anything at all."""
    if not any("change_" in name for name in user.get_all_permissions()):
        return []
    return [
        Card("Links that are broken", list(_lines(MOST)), nothing="Every link to another site that was checked works.")
    ]


def _lines(most):
    broken = list(OutsideLink.objects.broken().order_by("host", "url")[: most + 1])
    places = used_in() if broken else {}
    for link in broken[:most]:
        used = places.get(link.url, [])
        links = [(written.name, written.address) for written in used[:PLACES]]
        more = f" Used in {len(used)} texts, of which these are the first:" if len(used) > PLACES else " Used in:"
        yield Line(link.url, link.url, f"{link.trouble}{more if used else ''}", needs_you=True, links=links)
    if len(broken) > most:
        yield Line("All broken links", reverse("broken_links"))
