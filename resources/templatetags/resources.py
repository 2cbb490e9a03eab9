"""What other pages show of documents, news and standing pages."""

from django import template

from resources.models import Document, NewsItem, Page

register = template.Library()
NEWEST = 3


@register.inclusion_tag("components/related_documents.html")
def related_documents(guideline):
    """The documents in the footer of that guideline's pages, in the editor's order; one query."""
    shown = ["slug", "title", "publisher", "year", "file", "url"]
    found = Document.objects.only(*shown).filter(uses__guideline=guideline).order_by("uses__position", "uses__pk")
    return {"documents": found}


@register.inclusion_tag("components/latest_news.html")
def latest_news(guideline):
    """The newest items about that guideline, or about none in particular; one query."""
    items = NewsItem.objects.public().defer("body", "html")
    return {"items": (items.filter(guideline=guideline) | items.filter(guideline=None))[:NEWEST]}


@register.inclusion_tag("components/footer_pages.html")
def footer_pages():
    """The standing pages, in the editor's order; one query."""
    return {"pages": Page.objects.only("slug", "title")}
