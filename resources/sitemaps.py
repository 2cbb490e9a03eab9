"""Documents, news and standing pages."""

from portal.sitemaps import PublicSitemap
from resources.models import Document, NewsItem, Page


class Documents(PublicSitemap):
    latest = ["updated_at"]

    def items(self):
        return Document.objects.public().only("slug", "updated_at")

    def lastmod(self, document):
        return document.updated_at


class News(PublicSitemap):
    latest = ["updated_at", "published_at"]

    def items(self):
        return NewsItem.objects.public().only("slug", "updated_at", "published_at")

    def lastmod(self, item):
        return max(item.updated_at, item.published_at)


class Pages(PublicSitemap):
    latest = ["updated_at"]

    def items(self):
        return Page.objects.only("slug", "updated_at")

    def lastmod(self, page):
        return page.updated_at


SITEMAPS = {"documents": Documents, "news": News, "pages": Pages}
