"""What pages, news, documents and lists of related documents hold and point to."""

from django.urls import reverse

from guidelines.models import Chapter
from portal.written import Written
from resources.models import Document, NewsItem, Page, RelatedDocument


def everything():
    """Every Written of resources, whether readers see it yet or not. Five queries."""
    for page in Page.objects.only("title", "body"):
        yield Written(f"The page “{page.title}”", _edit("page", page.pk), page.body)
    for item in NewsItem.objects.only("title", "body"):
        yield Written(f"The news item “{item.title}”", _edit("newsitem", item.pk), item.body)
    for document in Document.objects.exclude(url="").only("title", "url"):
        yield Written(f"The document “{document.title}”", _edit("document", document.pk), links=(document.url,))
    yield from _related()


def _related():
    """A list points to its documents; one of a chapter or a statement points to that too."""
    chapters = dict(Chapter.objects.order_by("edition__number").values_list("key", "slug"))
    for each in RelatedDocument.objects.select_related("guideline", "document", "statement"):
        slug = each.guideline.slug
        chapter = chapters.get(each.chapter_key)
        name = f"The list of related documents of {each.guideline}"
        links = (each.document.get_absolute_url(),)
        if chapter:
            name, links = f"{name}, chapter “{chapter}”", (*links, f"/guidelines/{slug}/chapters/{chapter}/")
        if each.statement:
            name = f"{name}, statement “{each.statement.key}”"
            links = (*links, f"/guidelines/{slug}/statements/{each.statement.key}/")
        yield Written(name, reverse("admin:resources_related", args=[each.guideline_id]), links=links)


def _edit(thing, pk):
    return reverse(f"admin:resources_{thing}_change", args=[pk])
