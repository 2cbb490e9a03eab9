"""What changed, why, and what educators should do."""

from ninja import Query, Router
from ninja.pagination import paginate

from guidelines import reading
from guidelines.api.shapes import ChangeOut
from guidelines.api.texts import GUIDELINE, KEY
from guidelines.models.change import Kind
from portal.api.operations import chosen
from portal.api.paging import Pages

router = Router()
KIND = Query(None, description="Only changes of this kind")


@router.get(
    "/changes", response=list[ChangeOut], tags=["Changes"], summary="How statements changed, edition by edition"
)
@paginate(Pages)
def changes(
    request,
    guideline: str = GUIDELINE,
    edition: int = Query(None, ge=1, le=32_000, description="Only what changed in the edition with this number"),
    kind: Kind = KIND,
    key: str = KEY,
):
    rows = reading.changes().select_related("edition__guideline", "statement")
    return rows.filter(
        chosen(edition__guideline__slug=guideline, edition__number=edition, kind=kind, statement__key=key)
    )
