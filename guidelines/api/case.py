"""Statement sets as CASE 1.1 packages (1EdTech), which curriculum systems read."""

from itertools import pairwise
from typing import Annotated

from django.http import Http404, HttpResponse
from ninja import Query, Router

from guidelines import case
from guidelines.models import Edition
from portal.api.operations import whole

router = Router()

ADDRESS = "/ims/case/v1p1/CFDocuments"


def _editions():
    return Edition.objects.released().select_related("guideline", "withdrawal").order_by("guideline", "number")


@router.get(ADDRESS, tags=["CASE 1.1"], summary="Released editions as CASE documents, 100 at a time")
def documents(
    request,
    response: HttpResponse,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    offset: Annotated[int, Query(ge=0, le=10**9)] = 0,
):
    """The header `Link` leads to the next ones, `X-Total-Count` says how many there are."""
    editions = [*_editions()[offset : offset + limit + 1], None]  # one more, since it may take over from the last
    number = Edition.objects.released().count()
    response["X-Total-Count"] = str(number)
    if offset + limit < number:
        address = whole(f"/api/v1{ADDRESS}?limit={limit}&offset={offset + limit}")
        response["Link"] = f'<{address}>; rel="next"'
    pairs = [(edition, _successor(edition, after)) for edition, after in pairwise(editions)]
    return {"CFDocuments": [case.listed(edition, later) for edition, later in pairs[:limit]]}


@router.get(
    "/ims/case/v1p1/CFPackages/{uuid:identifier}",
    tags=["CASE 1.1"],
    summary="One edition whole: its chapters, statements and what replaced what",
)
def package(request, identifier: str):
    edition = case.of_document(_editions(), str(identifier)).first()
    if not edition:
        raise Http404("no such package")
    return case.package(edition, _editions().filter(guideline=edition.guideline, number__gt=edition.number).first())


def _successor(edition, after):
    """The one that took over from the edition, if it is the one that comes after it in the list."""
    return after if after and after.guideline_id == edition.guideline_id else None
