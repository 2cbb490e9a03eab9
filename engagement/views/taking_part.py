from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from engagement.models import SteeringGroupCall, Survey


@require_safe
def steering_group(request):
    call = SteeringGroupCall.objects.announced().select_related("guideline").first()
    if call is None:
        raise Http404("nobody has been called yet")
    return render(request, "engagement/steering_group.html", {"call": call, "guideline": call.guideline})


@require_safe
def take_part(request):
    context = {
        "surveys": Survey.objects.announced().order_by("-closes_on", "pk"),
        "call": SteeringGroupCall.objects.announced().first(),
    }
    return render(request, "engagement/take_part.html", context)
