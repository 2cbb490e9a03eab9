"""The page on which anybody checks that a hash is the one of a released edition."""

import re

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from guidelines import reading
from guidelines.models import Edition

LEAST = 12  # characters of a hash that say enough


@require_safe
def content_hash(request, guideline, number):
    edition = get_object_or_404(reading.editions(), guideline__slug=guideline, number=number)
    given = request.GET.get("hash", "")[:500]
    asked = re.sub(r"[\s:·.-]", "", given).lower()
    is_hash = re.fullmatch(rf"[0-9a-f]{{{LEAST},64}}", asked)
    released = Edition.objects.released().filter(guideline=edition.guideline).order_by("number")
    context = {
        "edition": edition,
        "guideline": edition.guideline,
        "given": given,
        "is_hash": bool(is_hash),
        "is_whole": len(asked) == 64,
        "found": released.filter(content_hash__startswith=asked).first() if is_hash else None,
        "released": released.only("number", "released_at", "content_hash"),
    }
    return render(request, "guidelines/hash.html", context)
