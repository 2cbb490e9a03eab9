"""Was this useful? The form behind the link at the end of every page; and the wish for an accessible format."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from engagement import references
from portal.public_forms import is_from_a_robot
from portal.slowing import slowed

from . import actions, pages
from .forms import FormatForm, PageForm

PER_MINUTE = 20  # from one address: a department may share one


@csrf_exempt  # no cookie is set, so there is no token
@never_cache
@slowed("feedback", per_minute=PER_MINUTE)
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request):
    asked = request.POST if request.method == "POST" else request.GET
    form_of_kind = FormatForm if asked.get("ask") == "format" else PageForm
    page = pages.local(asked.get("page", ""))
    title = pages.title_of(page) if page else ""
    context = {"page": page, "title": title, "kind": form_of_kind.kind}
    if request.method != "POST":
        return _form(request, form_of_kind(initial={"page": page}), context)
    form = form_of_kind(request.POST)
    if not form.is_valid():
        return _form(request, form, context)
    context |= {"email": form.cleaned_data["email"], "is_new": True, "reference": references.new()}
    if not is_from_a_robot(request):  # which is thanked, and nothing is stored
        kept, context["is_new"] = actions.take_in(
            once=form.once,
            kind=form.kind,
            page=page,
            title=title,
            document=pages.document_of(page),
            facts=form.facts,
        )
        context["reference"] = kept.reference
    return render(request, "engagement/feedback/sent.html", context)


def _form(request, form, context):
    status = 422 if form.problems else 200
    return render(request, "engagement/feedback/form.html", context | {"form": form}, status=status)
