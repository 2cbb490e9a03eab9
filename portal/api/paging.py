"""Long lists a page at a time, by a cursor that stays true while things are added."""

from urllib.parse import urlsplit

from ninja.errors import ValidationError
from ninja.pagination import CursorPagination

from portal.api.operations import whole

PAGE, LARGEST = 50, 200


class Pages(CursorPagination):
    """In the order things were made. Costs one query; addresses start with SITE_URL."""

    def __init__(self):
        super().__init__(ordering=("pk",), page_size=PAGE, max_page_size=LARGEST)

    def _find_position(self, queryset, cursor):
        if cursor.p is not None and not (cursor.p.isdecimal() and len(cursor.p) < 19):
            raise ValidationError([{"cursor": "Invalid Cursor"}])
        return super()._find_position(queryset, cursor)

    def paginate_queryset(self, queryset, pagination, request, **params):
        page = super().paginate_queryset(queryset, pagination, request, **params)
        for way in ("next", "previous"):
            if page[way]:
                parts = urlsplit(page[way])
                page[way] = whole(f"{parts.path}?{parts.query}")
        return page
