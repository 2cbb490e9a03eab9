"""What other pages show of documents, news and standing pages."""

import re

from django import template

from resources.models import NewsItem, Page, RelatedDocument

register = template.Library()
NEWEST = 3


@register.inclusion_tag("components/related_documents.html")
def related_documents(guideline, chapter=None):
    """The documents in the footer of that guideline's pages, or of that chapter's, in the editor's order; one query."""
    key = chapter.key if chapter else None
    uses = RelatedDocument.objects.on_page(guideline=guideline, chapter_key=key)
    uses = list(uses.select_related("document__newest").defer("document__newest__text"))
    of_chapter = [use.document for use in uses if use.chapter_key]
    of_guideline = [use.document for use in uses if use.chapter_key is None and use.document not in of_chapter]
    return {"of_chapter": of_chapter, "documents": of_guideline}


@register.inclusion_tag("components/latest_news.html")
def latest_news(guideline):
    """The newest items about that guideline, or about none in particular; one query."""
    items = NewsItem.objects.public().defer("body", "html")
    return {"items": (items.filter(guideline=guideline) | items.filter(guideline=None))[:NEWEST]}


@register.inclusion_tag("components/footer_pages.html")
def footer_pages():
    """The standing pages, in the editor's order; one query."""
    return {"pages": Page.objects.only("slug", "title")}


@register.inclusion_tag("components/mentions.html")
def news_and_pages_about(statement, guideline):
    """News items, the newest first, and standing pages whose text links to that statement; two queries."""
    guideline, key = re.escape(guideline.slug), statement.key
    in_chapter = rf"chapters/[a-z0-9_-]+/#{key}([^a-z0-9-]|$)"
    address = rf"/guidelines/{guideline}/(editions/[0-9]+/)?(statements/{key}/|{in_chapter})"
    news = NewsItem.objects.public().filter(body__regex=address).only("slug", "title")
    return {"mentions": [*news, *Page.objects.filter(body__regex=address).only("slug", "title")]}
