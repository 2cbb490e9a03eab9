"""The search page, what its box suggests, and how browsers add it."""

from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.search import finding
from portal.search.forms import Search


@require_safe
def search(request):
    form = Search(request.GET)
    form.is_valid()  # what does not fit is left out: a page of help is better than a refusal
    typed, page = form.cleaned_data.get("q") or "", form.cleaned_data.get("page") or 1
    chosen = form.chosen()
    context = {
        "typed": typed[: finding.MOST_SHOWN],
        "chosen": chosen,
        "results": finding.search(typed, chosen=chosen, page=page),
        "canonical": settings.SITE_URL + reverse("search:search"),
    }
    return render(request, "search/search.html", context)


@require_safe
def suggest(request):
    """What was typed, titles, what each is and its address: the form that OpenSearch gives to suggestions."""
    typed = request.GET.get("q", "")[: finding.MOST_SHOWN]
    found = finding.suggest(typed)
    hints = [" · ".join(filter(None, [each.hint, each.place])) for each in found]
    addresses = [settings.SITE_URL + each.address for each in found]
    return JsonResponse([typed, [each.title for each in found], hints, addresses], safe=False)


@require_safe
def opensearch(request):
    kind = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "search/opensearch.xml", {"search": settings.SITE_URL + "/search/"}, content_type=kind)
