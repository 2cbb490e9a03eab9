"""Statements: all that stand today, one with its life, and one as an edition had it."""

from django.conf import settings
from django.core.exceptions import BadRequest
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from guidelines import evidence, life, reading, standing
from guidelines.filters import StatementFilter
from guidelines.models import Statement, Wording
from guidelines.models.change import Kind


@require_safe
def statements(request, guideline):
    edition = get_object_or_404(reading.current_edition(guideline))
    form = StatementFilter(request.GET, edition=edition)
    if not form.is_valid():
        raise BadRequest("a filter that is not offered")
    context = {"edition": edition, "guideline": edition.guideline, "form": form, "wordings": form.found()}
    return render(request, "guidelines/statements.html", context)


@require_safe
def statement(request, guideline, key):
    public = Statement.objects.filter(Exists(Wording.objects.released().filter(statement=OuterRef("pk"))))
    statement = get_object_or_404(public.select_related("guideline"), guideline__slug=guideline, key=key)
    story = life.of(statement)
    if story.current.number != story.current.current_number:
        raise Http404("its guideline is at another address")
    chapters, statements = standing.mentions(statement)
    context = {"statement": statement, "guideline": statement.guideline, "life": story, "edition": story.current}
    context |= {"mentioned_in_chapters": chapters, "mentioned_in_statements": statements}
    return render(request, "guidelines/statement.html", context)


@require_safe
def pinned_statement(request, guideline, number, key):
    edition = get_object_or_404(reading.editions(), guideline__slug=guideline, number=number)
    wording = get_object_or_404(reading.wordings(), edition=edition, statement__key=key)
    later = reading.changes().filter(statement=wording.statement, edition__number__gt=number)
    later = list(later.exclude(kind=Kind.UNCHANGED).order_by("edition__number"))
    later = [life.Moment(change.edition, None, change) for change in later]
    evidence.add_to(later)
    today = standing.today(wording)
    history = reverse("guidelines:statement", args=[guideline, key])
    context = {
        "edition": edition,
        "guideline": edition.guideline,
        "wording": wording,
        "later": later,
        "history": history,
        "now": today,
        "difference": life.difference_between(wording, today, edition.guideline) if today else "",
        "today": history if today else "",
        "canonical": settings.SITE_URL + history,
    }
    return render(request, "guidelines/pinned_statement.html", context)
