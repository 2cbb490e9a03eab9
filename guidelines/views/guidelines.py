"""The landing page, all guidelines, and one."""

from django.db.models import F
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from guidelines import reading
from guidelines.models import Edition, Guideline
from portal.paging import page_of

PER_PAGE = 20


@require_safe
def landing(request):
    """The featured guideline; without one, the list of guidelines."""
    featured = Guideline.objects.filter(is_featured=True)
    edition = reading.editions().filter(guideline__in=featured, number=F("current_number")).first()
    if edition is None:
        return index(request)
    return render(request, "guidelines/landing.html", {"edition": edition, "guideline": edition.guideline})


@require_safe
def index(request):
    """A page of guidelines; what is told of each is looked up for this page only."""
    told = reading.guidelines()
    public = Edition.objects.current().order_by("guideline__name", "guideline").values_list("guideline", flat=True)
    page = page_of(list(public), request, size=PER_PAGE)  # quicker than to count and then to find
    page.object_list = told.filter(pk__in=page.object_list)
    return render(request, "guidelines/index.html", {"page": page})


@require_safe
def guideline(request, guideline):
    edition = get_object_or_404(reading.current_edition(guideline))
    chapters = edition.chapters.order_by("position").defer("html", "body", "text")
    context = {"edition": edition, "guideline": edition.guideline, "chapters": chapters}
    return render(request, "guidelines/guideline.html", context)
