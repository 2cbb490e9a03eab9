"""What search engines are told of; each app brings its own part."""

from math import ceil
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.core.paginator import EmptyPage, Paginator
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

NAMES = [
    "guidelines:landing",
    "guidelines:index",
    "resources:documents",
    "resources:news",
    "engagement:take_part",
    "engagement:subscribe",
]

XML = "application/xml; charset=utf-8"


class Part(Paginator):
    """Looks at the rows of one part alone: counting all of them takes longer the more there are."""

    num_pages = 50_000  # an index may name as many

    def page(self, number):
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        rows = list(self.object_list[first : first + self.per_page])
        if not rows and first:
            raise EmptyPage
        return self._get_page(rows, number, self)


class PublicSitemap(Sitemap):
    """Addresses start with SITE_URL, whatever name the request came in by. A part has 1,000 at most; 50,000 may be.

    `latest` names the fields of a row that hold the moments of its last change: a part with many rows gives them.
    """

    latest = ()
    limit = 1000
    protocol = urlsplit(settings.SITE_URL).scheme

    @property
    def paginator(self):
        return Part(self.items(), self.limit)

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc

    def number(self):
        """How many addresses it has; one without the joins of `items` is counted faster."""
        return self.paginator.count

    def get_latest_lastmod(self):
        """The last change of anything in it, from the database in one row however many there are."""
        if not self.latest:
            return super().get_latest_lastmod()
        moments = self.items().order_by().aggregate(*map(Max, self.latest))
        return max(filter(None, moments.values()), default=None)


class NamedPages(PublicSitemap):
    """Pages that are always there, by URL name."""

    def items(self):
        return NAMES

    def location(self, name):
        return reverse(name)


@require_safe
def index(request, sitemaps):
    """The parts, each with the moment at which something in it last changed."""
    parts = []
    for section, made in sitemaps.items():
        part, address = made(), settings.SITE_URL + reverse("sitemap", args=[section])
        latest = part.get_latest_lastmod()
        pages = range(1, max(1, ceil(part.number() / part.limit)) + 1)
        parts += [{"location": address + (f"?p={page}" if page > 1 else ""), "last_mod": latest} for page in pages]
    return render(request, "sitemap_index.xml", {"sitemaps": parts}, content_type=XML)


@require_safe
def robots(request):
    lines = ["User-agent: *", "Disallow: /admin/", f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
