"""Long lists, a page at a time."""

import re

from django.core.paginator import EmptyPage, Paginator
from django.http import Http404


def page_of(things, request, *, size):
    """The page that the address asks for with ?page=, the first by default; 404 for one that is not there."""
    asked = request.GET.get("page", "1")
    if not re.fullmatch("[1-9][0-9]{0,5}", asked):
        raise Http404("not a page number")
    try:
        return Paginator(things, size).page(int(asked))
    except EmptyPage:
        raise Http404("no such page") from None
