"""Guidelines, editions, chapters and statements."""

from django.db.models import Q
from django.shortcuts import get_object_or_404
from ninja import Query, Router
from ninja.pagination import paginate

from guidelines import reading
from guidelines.api.shapes import ChapterOut, EditionOut, GuidelineOut, StatementOut, WholeChapterOut
from guidelines.models import Chapter, Wording
from portal.api.paging import Pages

router = Router()

GUIDELINE = Query(None, description="Only of the guideline with this slug")
EDITION = Query(None, ge=1, le=32_000, description="Of the edition with this number; without it, of current ones")
CHAPTER = Query(None, description="Only of the chapter with this slug")
KEY = Query(None, description="Only the statement with this key")


def in_editions(rows, guideline, edition):
    """Rows of the editions asked for: of current ones unless a number is given."""
    rows = rows.filter(edition__number=edition).released() if edition else rows.current()
    return rows.filter(edition__guideline__slug=guideline) if guideline else rows


@router.get("/guidelines", response=list[GuidelineOut], tags=["Guidelines"], summary="All guidelines")
@paginate(Pages)
def guidelines(request):
    return reading.guidelines()


@router.get("/guidelines/{slug}", response=GuidelineOut, tags=["Guidelines"], summary="One guideline")
def guideline(request, slug: str):
    return get_object_or_404(reading.guidelines(), slug=slug)


@router.get("/editions", response=list[EditionOut], tags=["Editions"], summary="All released editions")
@paginate(Pages)
def editions(request, guideline: str = GUIDELINE):
    return reading.editions().filter(Q(guideline__slug=guideline) if guideline else Q())


@router.get("/guidelines/{slug}/editions/{int:number}", response=EditionOut, tags=["Editions"], summary="One edition")
def edition(request, slug: str, number: int):
    return get_object_or_404(reading.editions(), guideline__slug=slug, number=min(number, 32_000))


@router.get("/chapters", response=list[ChapterOut], tags=["Chapters"], summary="Chapters, without their text")
@paginate(Pages)
def chapters(request, guideline: str = GUIDELINE, edition: int = EDITION):
    rows = Chapter.objects.select_related("edition__guideline").defer("body", "html", "text")
    return in_editions(rows, guideline, edition)


@router.get(
    "/guidelines/{slug}/editions/{int:number}/chapters/{chapter}",
    response=WholeChapterOut,
    tags=["Chapters"],
    summary="One chapter with its text as Markdown, HTML and plain text",
)
def chapter(request, slug: str, number: int, chapter: str):
    rows = Chapter.objects.released().select_related("edition__guideline")
    return get_object_or_404(rows, edition__guideline__slug=slug, edition__number=min(number, 32_000), slug=chapter)


@router.get("/statements", response=list[StatementOut], tags=["Statements"], summary="Statements as they stand")
@paginate(Pages)
def statements(request, guideline: str = GUIDELINE, edition: int = EDITION, chapter: str = CHAPTER, key: str = KEY):
    rows = Wording.objects.select_related("edition__guideline", "chapter", "statement").defer(
        "chapter__body", "chapter__html", "chapter__text"
    )
    rows = in_editions(rows, guideline, edition)
    rows = rows.filter(chapter__slug=chapter) if chapter else rows
    return rows.filter(statement__key=key) if key else rows
