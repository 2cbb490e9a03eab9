"""Documents and news for machines: what portal/api serves under /api/v1/."""

from datetime import datetime

from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from ninja.pagination import paginate

from portal.api.operations import chosen, whole
from portal.api.paging import Pages
from resources.models import Document, NewsItem, RelatedDocument

router = Router()


class DocumentOut(Schema):
    slug: str
    title: str
    summary: str
    kind: str
    publisher: str
    year: int | None
    format: str
    updated_at: datetime
    url: str
    source_url: str
    download_url: str | None

    @staticmethod
    def resolve_url(document):
        return whole(document.get_absolute_url())

    @staticmethod
    def resolve_source_url(document):
        return document.url

    @staticmethod
    def resolve_download_url(document):
        return whole(f"{document.get_absolute_url()}download/") if document.newest_id else None


class NewsOut(Schema):
    slug: str
    title: str
    summary: str
    guideline: str | None
    published_at: datetime
    starts_at: datetime | None
    ends_at: datetime | None
    place: str
    updated_at: datetime
    url: str

    @staticmethod
    def resolve_guideline(item):
        return item.guideline.slug if item.guideline else None

    @staticmethod
    def resolve_url(item):
        return whole(item.get_absolute_url())


class WholeNewsOut(NewsOut):
    html: str


@router.get("/documents", response=list[DocumentOut], tags=["Documents"], summary="Related documents")
@paginate(Pages)
def documents(
    request,
    kind: str = Query(None, description="Only of this type, such as framework or report"),
    publisher: str = Query(None, description="Only of this publisher"),
    year: int = Query(None, ge=0, le=9999, description="Only of this year"),
    guideline: str = Query(None, description="Only those listed with the guideline with this slug"),
):
    rows = Document.objects.public().with_file().filter(chosen(kind=kind, publisher=publisher, year=year))
    if guideline is None:
        return rows
    return rows.filter(Exists(RelatedDocument.objects.filter(document=OuterRef("pk"), guideline__slug=guideline)))


@router.get("/documents/{slug}", response=DocumentOut, tags=["Documents"], summary="One document")
def document(request, slug: str):
    return get_object_or_404(Document.objects.public().with_file(), slug=slug)


@router.get("/news", response=list[NewsOut], tags=["News"], summary="News and events, without their text")
@paginate(Pages)
def news(
    request,
    guideline: str = Query(None, description="Only about the guideline with this slug"),
    year: int = Query(None, ge=1, le=9999, description="Only published in this year"),
):
    rows = NewsItem.objects.public().select_related("guideline").defer("body", "html")
    return rows.filter(chosen(guideline__slug=guideline, published_at__year=year))


@router.get("/news/{slug}", response=WholeNewsOut, tags=["News"], summary="One item with its text")
def news_item(request, slug: str):
    return get_object_or_404(NewsItem.objects.public().select_related("guideline").defer("body"), slug=slug)


ROUTERS = [router]
