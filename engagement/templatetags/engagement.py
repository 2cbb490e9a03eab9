"""What other pages show of the ways to take part."""

from django import template

from engagement.models import SteeringGroupCall, Survey

register = template.Library()


@register.inclusion_tag("components/ways_to_take_part.html")
def ways_to_take_part(guideline):
    """That guideline's newest survey, open or closed, and its call for a steering group; two queries."""
    return {
        "surveys": Survey.objects.announced().filter(guideline=guideline).order_by("-closes_on")[:1],
        "call": SteeringGroupCall.objects.announced().filter(guideline=guideline).first(),
    }
