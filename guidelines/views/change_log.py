"""The change log of a guideline, a page and a feed."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guidelines import change_log, reading
from guidelines.feeds import EDITIONS, ChangeFeed
from portal.paging import page_of


@require_safe
def changes(request, guideline):
    editions = reading.editions().filter(guideline__slug=guideline).order_by("-number")
    page = page_of(editions, request, size=EDITIONS)
    if not page.object_list:
        raise Http404("no such guideline")
    releases = change_log.releases(list(page.object_list))
    context = {"guideline": releases[0].edition.guideline, "page": page, "releases": releases}
    return render(request, "guidelines/changes.html", context)


feed = require_safe(ChangeFeed())
