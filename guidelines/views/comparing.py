"""What changed between two editions: the page, its downloads, and the choice of editions."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from guidelines import comparing, reading
from guidelines.comparing import showing, table
from guidelines.comparing.filters import ComparisonFilter
from portal.cells import XLSX

PER_PAGE = 100


@require_safe
def compare(request, guideline, a, b):
    comparison = _comparison(guideline, a, b)
    form = ComparisonFilter(request.GET, comparison=comparison)
    found = form.found()
    page = Paginator([one for _, statements in found for one in statements], PER_PAGE).get_page(request.GET.get("page"))
    showing.add_wordings(comparison, page.object_list)
    showing.add_evidence(page.object_list)
    if not form.wanted("kind"):
        showing.add_prose(comparison, [chapter for chapter, _ in found])
    context = _said(comparison) | {
        "form": form,
        "page": page,
        "chapters": _on_page(found, page),
        "is_backwards": a > b,
    }
    return render(request, "guidelines/compare.html", context)


def _said(comparison):
    before, after = comparison.before.number, comparison.after.number
    kinds = [kind for kind, _ in comparison.kinds]
    return {
        "comparison": comparison,
        "guideline": comparison.guideline,
        "title": f"What changed from edition {before} to edition {after}",
        "description": f"Every change from edition {before} to edition {after}: how, why, and what to do.",
        "table": [(one, [(kind, one.counts[kind]) for kind in kinds]) for one in comparison.chapters],
    }


def _comparison(guideline, a, b):
    comparison = comparing.compare(guideline, a, b)
    if comparison is None:
        raise Http404("no such editions")
    return comparison


def _on_page(found, page):
    """[(chapter, its statements on this page, whether its prose goes here)], without empty ones."""
    here = {one.key for one in page.object_list}
    chapters = []
    for chapter, statements in found:
        shown = [one for one in statements if one.key in here]
        prose = chapter.prose if (shown and shown[0] is statements[0]) or (not statements and page.number == 1) else []
        if shown or prose:
            chapters.append((chapter, shown, prose))
    return chapters


@require_safe
def download(request, guideline, a, b, format):
    comparison = _comparison(guideline, a, b)
    found = ComparisonFilter(request.GET, comparison=comparison).found()
    rows = table.rows(comparison, found)
    name = f"{comparison.before.number}-to-{comparison.after.number}"
    if format == "csv":
        response = HttpResponse(table.as_csv(rows), content_type="text/csv; charset=utf-8")
    elif format == "xlsx":
        response = HttpResponse(table.as_xlsx(rows, f"Editions {name.replace('-', ' ')}"), content_type=XLSX)
    else:
        raise Http404("no such format")
    response["Content-Disposition"] = f'attachment; filename="{guideline}-changes-{name}.{format}"'
    return response


@require_safe
def choose(request, guideline):
    """The way to a comparison: two editions, chosen in a form."""
    edition = get_object_or_404(reading.current_edition(guideline))
    numbers = [each.number for each in reading.editions().filter(guideline=edition.guideline).order_by("-number")]
    offered = {str(number): number for number in numbers}
    a, b = (offered.get(request.GET.get(name)) for name in ("from", "to"))
    if a and b:
        return redirect("guidelines:compare", guideline, a, b)
    ends = [("from", "From", a or numbers[min(1, len(numbers) - 1)]), ("to", "To", b or numbers[0])]
    context = {"edition": edition, "guideline": edition.guideline, "numbers": numbers, "ends": ends}
    return render(request, "guidelines/compare_choose.html", context)
