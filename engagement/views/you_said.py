"""You said, we did: what educators told us about a guideline, and what came of it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from engagement.models import Theme
from guidelines.models import Guideline, Wording


@require_safe
def you_said(request, guideline):
    guideline = get_object_or_404(Guideline.objects.public(), slug=guideline)
    themes = list(
        Theme.objects.public()
        .filter(guideline=guideline)
        .select_related("survey", "edition", "guideline")
        .prefetch_related("statements")
    )
    if not themes:
        raise Http404("nothing has been said in public")
    names = {
        wording.statement_id: str(wording) for wording in Wording.objects.current().filter(statement__themes__in=themes)
    }
    for theme in themes:
        linked = sorted(theme.statements.all(), key=lambda statement: statement.key)
        theme.named_statements = [(each.key, names.get(each.pk, f"{each.key} (removed)")) for each in linked]
        theme.public_edition = theme.edition if theme.edition and theme.edition.is_public else None
    return render(request, "engagement/you_said.html", {"guideline": guideline, "themes": themes})
