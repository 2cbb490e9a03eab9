"""Documents, news and standing pages."""

from .document import Document, RelatedDocument
from .news import NewsItem
from .page import Page

__all__ = ["Document", "NewsItem", "Page", "RelatedDocument"]
