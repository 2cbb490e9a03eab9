from django.shortcuts import render
from django.views.decorators.http import require_safe

from engagement.models import SteeringGroupCall, Survey


@require_safe
def take_part(request):
    context = {
        "surveys": Survey.objects.announced().order_by("-closes_on", "pk"),
        "call": SteeringGroupCall.objects.announced().first(),
    }
    return render(request, "engagement/take_part.html", context)
