"""The steering group as readers see it, and the form by which they express interest."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from engagement import references
from engagement.models import SteeringGroupCall
from engagement.models.open_dates import GRACE
from portal import public_forms
from portal.slowing import slowed

from . import actions, consent
from .forms import ExpressionForm

PER_MINUTE = 20  # from one address: a department may share one
KEPT = 10_000  # characters of each answer that came too late, which its writer gets back


def _call():
    call = SteeringGroupCall.objects.announced().select_related("guideline").first()
    if call is None:
        raise Http404("nobody has been called yet")
    return call


@require_safe
def steering_group(request):
    call = _call()
    context = {"call": call, "guideline": call.guideline, "members": call.listed_members.all()}
    return render(request, "engagement/steering_group.html", context)


@csrf_exempt  # no cookie is set, so there is no token
@never_cache
@slowed("steering group", per_minute=PER_MINUTE)
@require_http_methods(["GET", "HEAD", "POST"])
def express_interest(request):
    call = _call()
    if request.method != "POST":
        return _form(request, call, ExpressionForm()) if call.is_open else redirect("engagement:steering_group")
    form = ExpressionForm(request.POST)
    started_at = public_forms.made_at(ExpressionForm.purpose, form.data.get("ticket", ""))
    if not call.takes_answers_from(started_at or timezone.now()):
        return render(request, "engagement/joining/late.html", {"call": call, "said": _said(form)})
    if not form.is_valid():
        return _form(request, call, form)
    facts = {"call": call, "email": form.cleaned_data["email"], "is_new": True}
    if public_forms.is_from_a_robot(request):  # thanked, and nothing is stored
        return render(request, "engagement/joining/sent.html", facts | {"reference": references.new()})
    expression, is_new = actions.express(call=call, once=form.once, facts=form.facts)
    facts |= {"reference": expression.reference, "is_new": is_new, "was_late": expression.was_late}
    return render(request, "engagement/joining/sent.html", facts | {"email": expression.email})


def _form(request, call, form):
    context = {
        "call": call,
        "form": form,
        "consent": consent.sentences(),
        "is_late": not call.is_open,
        "grace_ends_at": call.closed_at + GRACE,
    }
    return render(request, "engagement/joining/form.html", context, status=422 if form.problems else 200)


def _said(form):
    """[(label, words)] as they were typed, for somebody who came too late to send them."""
    typed = [(field.label, str(field.data or "")[:KEPT]) for field in form.about_you]
    return [(label, words) for label, words in typed if words]
