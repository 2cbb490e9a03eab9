"""What search engines are told of; each app brings its own part."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

NAMES = ["guidelines:landing", "guidelines:index", "resources:documents", "resources:news", "engagement:take_part"]


class PublicSitemap(Sitemap):
    """Addresses start with SITE_URL, whatever name the request came in by."""

    protocol = urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc


class NamedPages(PublicSitemap):
    """Pages that are always there, by URL name."""

    def items(self):
        return NAMES

    def location(self, name):
        return reverse(name)


@require_safe
def robots(request):
    lines = ["User-agent: *", "Disallow: /admin/", f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
