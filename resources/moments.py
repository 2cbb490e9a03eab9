"""When news changes by itself."""

from django.db.models import Min, Q

from resources.models import NewsItem

FIELDS = ["published_at", "published_until", "starts_at", "ends_at"]


def next_news(now):
    """The next moment at which a news item comes, goes, begins or ends, or None; one query."""
    coming = NewsItem.objects.aggregate(**{name: Min(name, filter=Q(**{f"{name}__gt": now})) for name in FIELDS})
    return min(filter(None, coming.values()), default=None)
