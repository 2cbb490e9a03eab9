"""Statement sets as CASE 1.1 packages (1EdTech), which curriculum systems read."""

from itertools import zip_longest

from django.http import Http404
from ninja import Router

from guidelines import case
from guidelines.models import Edition

router = Router()


def _editions():
    return Edition.objects.released().select_related("guideline", "withdrawal").order_by("guideline", "number")


@router.get("/ims/case/v1p1/CFDocuments", tags=["CASE 1.1"], summary="Every released edition as a CASE document")
def documents(request):
    return {"CFDocuments": [case.listed(edition, later) for edition, later in _with_later(_editions())]}


@router.get(
    "/ims/case/v1p1/CFPackages/{uuid:identifier}",
    tags=["CASE 1.1"],
    summary="One edition whole: its chapters, statements and what replaced what",
)
def package(request, identifier: str):
    for edition, later in _with_later(_editions()):
        if case.document_id(edition) == str(identifier):
            return case.package(edition, later)
    raise Http404("no such package")


def _with_later(editions):
    """Each edition with the one that took over from it, or None."""
    editions = list(editions)
    for edition, following in zip_longest(editions, editions[1:]):
        yield edition, following if following and following.guideline_id == edition.guideline_id else None
