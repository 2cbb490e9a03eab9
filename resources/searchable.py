"""What there is to find in documents, news and standing pages (portal/search/sources.py)."""

from django.utils import timezone

from portal.search.sources import Entry, Labelled, Source, plain, stamps_of
from resources.models import Document, NewsItem, Page


def document_stamps():
    return stamps_of(Document.objects.public(), "updated_at", "newest")


def document_entries(keys):
    documents = Document.objects.public().filter(pk__in=keys).select_related("newest")
    for document in documents.iterator(chunk_size=20):
        about = [document.publisher, str(document.year or "")]
        yield (
            document.pk,
            Entry(
                "document",
                document.title,
                document.get_absolute_url(),
                text=" ".join(filter(None, [document.summary, document.newest.text if document.newest else ""])),
                hint=document.get_kind_display(),
                place=", ".join(filter(None, about)),
                year=document.year,
            ),
        )


def news_stamps():
    return stamps_of(NewsItem.objects, "updated_at", "guideline__short_title", "published_at", "published_until")


def news_entries(keys):
    for item in NewsItem.objects.filter(pk__in=keys).select_related("guideline"):
        guideline = item.guideline
        yield (
            item.pk,
            Entry(
                "news",
                item.title,
                item.get_absolute_url(),
                text=f"{item.summary} {plain(item.html)}",
                hint="Event" if item.is_event else "News",
                place=item.place,
                guideline=Labelled(guideline.slug, guideline.short_title) if guideline else None,
                year=timezone.localtime(item.published_at).year,
                since=item.published_at,
                until=item.published_until,
            ),
        )


def page_stamps():
    return stamps_of(Page.objects, "updated_at")


def page_entries(keys):
    for page in Page.objects.filter(pk__in=keys):
        text = f"{page.description} {plain(page.html)}"
        yield page.pk, Entry("page", page.title, page.get_absolute_url(), text=text, hint="About this site")


SOURCES = [
    Source("document", document_stamps, document_entries),
    Source("news", news_stamps, news_entries),
    Source("page", page_stamps, page_entries),
]
