"""What stands at an address whose edition has been withdrawn. Asked only when nothing else is there."""

from django.db.models import Q
from django.shortcuts import render
from django.urls import Resolver404, resolve

from guidelines.models import Edition, Withdrawal
from guidelines.models.outcome import HIDING, Outcome

LONGEST = 500


def middleware(get_response):
    """Puts the page that says so in the place of a 404 at every address of an edition whose text was withdrawn."""

    def answer(request):
        response = get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD") or len(request.path) > LONGEST:
            return response
        if not request.path.startswith("/guidelines/"):
            return response
        withdrawal = behind(request.path)
        return page(request, withdrawal) if withdrawal else response

    return answer


def behind(path):
    """The withdrawal because of which nothing is at that path, or None. At most three queries."""
    try:
        asked = resolve(path)
    except Resolver404:
        return None
    said = asked.kwargs
    if asked.app_name != "guidelines" or "guideline" not in said:
        return None
    withdrawn = Withdrawal.objects.select_related("edition__guideline").filter(outcome__in=HIDING)
    withdrawn = withdrawn.filter(edition__guideline__slug=said["guideline"]).order_by("-edition__number")
    if numbers := [said[name] for name in ("number", "a", "b") if name in said]:
        return withdrawn.filter(edition__number__in=numbers).first()
    if not Edition.objects.current().filter(guideline__slug=said["guideline"]).exists():
        return _newest_meant(withdrawn)
    return withdrawn.filter(_part(said)).first()


def _newest_meant(withdrawn):
    """Of a guideline that has no current edition: what became of the newest one that was no error."""
    return withdrawn.exclude(outcome=Outcome.ERROR).first() or withdrawn.first()


def _part(said):
    """Editions with a chapter or statement at that address; none for other addresses."""
    chapter = Q(edition__chapters__slug=said["chapter"]) if "chapter" in said else Q(pk=None)
    return chapter | (Q(edition__wordings__statement__key=said["key"]) if "key" in said else Q(pk=None))


def page(request, withdrawal):
    """410: what was here is gone for good, and the page says why and what to read instead."""
    edition = withdrawal.edition
    current = Edition.objects.current().filter(guideline=edition.guideline_id).first()
    earlier = Edition.objects.released().filter(guideline=edition.guideline_id).exists()
    context = {"withdrawal": withdrawal, "edition": edition, "guideline": edition.guideline}
    context |= {"current": current, "has_history": earlier}
    return render(request, "guidelines/withdrawn.html", context, status=410)


def listed(guideline):
    """Withdrawals that hide editions of this guideline, for its history: newest first."""
    return (
        Withdrawal.objects.filter(edition__guideline=guideline, outcome__in=HIDING)
        .select_related("edition")
        .order_by("-edition__number")
    )
