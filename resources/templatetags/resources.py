"""What other pages show of documents, news and standing pages."""

import re

from django import template
from django.db.models import BigAutoField, Q, UUIDField

from guidelines import reading
from guidelines.models import Wording
from portal.prepared import prepared
from resources.models import NewsItem, Page, RelatedDocument

register = template.Library()
NEWEST = 3


@register.inclusion_tag("components/related_documents.html")
def related_documents(guideline, chapter=None):
    """The documents in the footer of that guideline's pages, or of that chapter's, in the editor's order; one query."""
    uses = _uses(guideline=guideline.pk, chapter=chapter.key if chapter else None)
    of_chapter = [use.document for use in uses if use.chapter_key]
    of_guideline = [use.document for use in uses if use.chapter_key is None and use.document not in of_chapter]
    shown = tuple(
        (document in of_chapter, document.slug, document.title, document.publisher, document.year, document.details)
        for document in [*of_chapter, *of_guideline]
    )
    return {"of_chapter": of_chapter, "documents": of_guideline, "shown": shown}


@prepared(guideline=BigAutoField(), chapter=UUIDField())
def _uses(guideline, chapter):
    uses = RelatedDocument.objects.on_page(guideline=guideline, chapter_key=chapter)
    shown = ["slug", "title", "publisher", "year", "newest__kind", "newest__pages", "newest__size"]
    return uses.select_related("document__newest").only("chapter_key", *[f"document__{name}" for name in shown])


@register.inclusion_tag("components/documents_about.html")
def documents_about(statement):
    """The documents that editors put beside that statement, in their order; one query."""
    shown = ["slug", "title", "publisher", "year", "newest__kind", "newest__pages", "newest__size"]
    uses = RelatedDocument.objects.about(statement).select_related("document__newest")
    return {"documents": [use.document for use in uses.only(*[f"document__{name}" for name in shown])]}


@register.inclusion_tag("components/latest_news.html")
def latest_news(guideline):
    """The newest items about that guideline, or about none in particular; one query."""
    items = NewsItem.objects.public().defer("body", "html")
    return {"items": (items.filter(guideline=guideline) | items.filter(guideline=None))[:NEWEST]}


@register.inclusion_tag("components/footer_pages.html")
def footer_pages():
    """The standing pages, in the editor's order; one query."""
    return {"pages": tuple(_standing_pages())}


@prepared()
def _standing_pages():
    return Page.objects.values_list("slug", "title")


@register.inclusion_tag("components/statements_of.html")
def statements_of(item):
    """The statements that a news item is about, as far as the public may read them; one query."""
    public = item.statements.filter(wordings__in=Wording.objects.released()).distinct()
    return {"statements": public.select_related("guideline").annotate(**reading.called()).order_by("guideline", "key")}


@register.inclusion_tag("components/mentions.html")
def news_and_pages_about(statement, guideline):
    """News items about that statement or linking to it, newest first, and standing pages that link; two queries."""
    guideline, key = re.escape(guideline.slug), statement.key
    in_chapter = rf"chapters/[a-z0-9_-]+/#{key}([^a-z0-9-]|$)"
    address = rf"/guidelines/{guideline}/(editions/[0-9]+/)?(statements/{key}/|{in_chapter})"
    about = Q(pk__in=NewsItem.statements.through.objects.filter(statement=statement).values("newsitem"))
    news = NewsItem.objects.public().filter(about | Q(body__regex=address)).only("slug", "title", "published_at")
    return {"news": news, "pages": Page.objects.filter(body__regex=address).only("slug", "title")}
