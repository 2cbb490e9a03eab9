"""News and events."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from portal.paging import page_of
from resources import icalendar
from resources.models import NewsItem

NEWS_PER_PAGE = 20


@require_safe
def news(request):
    """Events to come, the next one first; below them news and past events, the newest first."""
    public = NewsItem.objects.public()
    return _list(request, public.not_upcoming(), "News and events", upcoming=public.upcoming().defer("body", "html"))


@require_safe
def archive(request, year):
    """What was published in that year."""
    items = NewsItem.objects.public().filter(published_at__year=year)
    return _list(request, items, f"News and events of {year}", year=year)


def _list(request, items, title, year=None, upcoming=()):
    page = page_of(items.defer("body", "html"), request, size=NEWS_PER_PAGE)
    if year and not page.object_list:
        raise Http404("nothing was published in that year")
    is_first = page.number == 1
    context = {
        "page": page,
        "upcoming": upcoming if is_first else (),
        "year": year,
        "years": [day.year for day in NewsItem.objects.public().years()],
        "title": title if is_first else f"{title}, page {page.number}",
        "canonical": settings.SITE_URL + request.path + ("" if is_first else f"?page={page.number}"),
    }
    return render(request, "resources/news.html", context)


@require_safe
def news_item(request, slug):
    item = get_object_or_404(NewsItem.objects.public().select_related("guideline"), slug=slug)
    return render(request, "resources/news_item.html", {"item": item})


@require_safe
def calendar(request, slug):
    """The event as a file for calendars."""
    item = get_object_or_404(NewsItem.objects.public().exclude(starts_at=None), slug=slug)
    response = HttpResponse(icalendar.event(item), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{slug}.ics")
    return response
