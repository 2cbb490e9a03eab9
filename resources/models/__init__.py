"""Documents, news and standing pages."""

from .document import Document
from .downloads import DownloadCount
from .news import NewsItem
from .page import Page
from .related import RelatedDocument
from .version import DocumentVersion

__all__ = ["Document", "DocumentVersion", "DownloadCount", "NewsItem", "Page", "RelatedDocument"]
