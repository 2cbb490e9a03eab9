"""What search engines are told of; each app brings its own part."""

from math import ceil
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.core.paginator import EmptyPage, Paginator
from django.db.models import Count, Max
from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import escape
from django.views.decorators.http import require_safe

NAMES = [
    "guidelines:landing",
    "guidelines:index",
    "resources:documents",
    "resources:news",
    "engagement:take_part",
    "engagement:subscribe",
]

INDEX = """<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{}
</sitemapindex>
"""
XML = "application/xml; charset=utf-8"


def last_of(moments):
    """The latest of these, of which some may be None."""
    return max(filter(None, moments), default=None)


class Parts(Paginator):
    """Reads one part alone: counting all of them takes longer the more there are."""

    num_pages = 50_000  # an index may name as many

    def page(self, number):
        number = self.validate_number(number)
        rows = list(self.object_list.part(number))
        if not rows and number > 1:
            raise EmptyPage
        return self._get_page(rows, number, self)


class PublicSitemap(Sitemap):
    """Addresses start with SITE_URL, whatever name the request came in by. A part has about 1,000; 50,000 may be.

    `latest` names the fields of a row that hold the moments of its last change.
    """

    latest = ()
    limit = 1000
    protocol = urlsplit(settings.SITE_URL).scheme

    @property
    def paginator(self):
        return Parts(self, self.limit)

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc

    def part(self, number):
        """What part `number` has, from 1."""
        return self.items()[(number - 1) * self.limit : number * self.limit]

    def parts(self):
        """Their numbers, and the last change of anything in any of them or None; no row is read for it."""
        facts = self.items().aggregate(number=Count("pk"), **{field: Max(field) for field in self.latest})
        number = facts.pop("number")
        return range(1, ceil(number / self.limit) + 1), last_of(facts.values())


class NamedPages(PublicSitemap):
    """Pages that are always there, by URL name."""

    def items(self):
        return NAMES

    def parts(self):
        return [1], None

    def location(self, name):
        return reverse(name)


@require_safe
def index(request, sitemaps):
    """The parts, each with the moment at which something in its section last changed."""
    lines = []  # there may be thousands
    for section, made in sitemaps.items():
        address = escape(settings.SITE_URL + reverse("sitemap", args=[section]))
        numbers, changed = made().parts()
        last = f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod>" if changed else ""
        more = [f"?p={number}" if number > 1 else "" for number in numbers]
        lines += [f"<sitemap><loc>{address}{query}</loc>{last}</sitemap>" for query in more]
    return HttpResponse(INDEX.format("\n".join(lines)), content_type=XML)


@require_safe
def robots(request):
    lines = ["User-agent: *", "Disallow: /admin/", f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
