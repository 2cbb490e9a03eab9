"""What other pages show of documents, news and standing pages."""

import re
from functools import partial

from django import template
from django.db.models import BigAutoField, Q, UUIDField

from guidelines import reading
from guidelines.models import Wording
from portal.prepared import prepared
from resources.models import Document, DocumentVersion, NewsItem, Page, RelatedDocument

register = template.Library()
NEWEST = 3
SHOWN = ["slug", "title", "publisher", "year", "newest__kind", "newest__pages", "newest__size"]  # of a document


@register.inclusion_tag("components/related_documents.html")
def related_documents(guideline, chapter=None):
    """The documents in the footer of that guideline's pages, or of that chapter's, in the editor's order; one query.

    Most pages need the rows alone: when the same rows were shown before, what they look like is remembered.
    """
    rows = tuple(_uses(guideline=guideline.pk, chapter=chapter.key if chapter else None))
    return {"shown": rows, "of_chapter": partial(_of_chapter, rows), "documents": partial(_of_guideline, rows)}


def _of_chapter(rows):
    return [_document(slug, *facts) for chapter_key, slug, *facts in rows if chapter_key]


def _of_guideline(rows):
    shown = {slug for chapter_key, slug, *_ in rows if chapter_key}
    return [_document(slug, *facts) for chapter_key, slug, *facts in rows if not chapter_key and slug not in shown]


def _document(slug, title, publisher, year, kind, pages, size):
    newest = DocumentVersion(kind=kind, pages=pages, size=size) if kind else None
    return Document(slug=slug, title=title, publisher=publisher, year=year, newest=newest)


@prepared(guideline=BigAutoField(), chapter=UUIDField())
def _uses(guideline, chapter):
    uses = RelatedDocument.objects.on_page(guideline=guideline, chapter_key=chapter)
    return uses.values_list("chapter_key", *[f"document__{name}" for name in SHOWN])


@register.inclusion_tag("components/documents_about.html")
def documents_about(statement):
    """The documents that editors put beside that statement, in their order; one query."""
    uses = RelatedDocument.objects.about(statement).select_related("document__newest")
    return {"documents": [use.document for use in uses.only(*[f"document__{name}" for name in SHOWN])]}


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
