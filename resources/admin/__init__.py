"""Documents, news and standing pages at the editors' desk."""

from .documents import DocumentAdmin
from .news import NewsItemAdmin
from .pages import PageAdmin

__all__ = ["DocumentAdmin", "NewsItemAdmin", "PageAdmin"]
