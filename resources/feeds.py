"""News as an Atom feed."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from resources.models import NewsItem

LENGTH = 20


class NewsFeed(Feed):
    """The newest items. Addresses start with SITE_URL, so that they stay the same behind any proxy."""

    feed_type = Atom1Feed
    title = f"News: {settings.SITE_NAME}"
    subtitle = f"News and events from {settings.PUBLISHER}"
    link = f"{settings.SITE_URL}/news/"
    feed_url = f"{settings.SITE_URL}/news/feed/"
    author_name = settings.PUBLISHER

    def items(self):
        return NewsItem.objects.public().defer("body", "html")[:LENGTH]

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return escape(item.summary)

    def item_link(self, item):
        return settings.SITE_URL + item.get_absolute_url()

    def item_pubdate(self, item):
        return item.published_at

    def item_updateddate(self, item):
        return max(item.updated_at, item.published_at)
