"""What the public reads of documents, news and standing pages."""

from .documents import document, documents, download, first_page, version_download
from .news import archive, calendar, news, news_item
from .pages import page

__all__ = [
    "archive",
    "calendar",
    "document",
    "documents",
    "download",
    "first_page",
    "news",
    "news_item",
    "page",
    "version_download",
]
