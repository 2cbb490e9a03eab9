"""What other pages show of the ways to take part."""

from django import template

from engagement.models import SteeringGroupCall, Survey, Theme
from engagement.surveys.about_statements import said_about

register = template.Library()
VIEW_ANSWERS = "engagement.view_surveyanswer"


@register.inclusion_tag("components/ways_to_take_part.html")
def ways_to_take_part(guideline):
    """That guideline's newest survey, open or closed, and its call for a steering group; two queries."""
    return {
        "surveys": Survey.objects.announced().filter(guideline=guideline).order_by("-closes_on")[:1],
        "call": SteeringGroupCall.objects.announced().filter(guideline=guideline).first(),
    }


@register.inclusion_tag("engagement/components/you_said_link.html")
def you_said_we_did(guideline):
    """The way to what came of educators’ words about that guideline, once an editor has published some; one query."""
    return {"guideline": guideline, "has_themes": Theme.objects.public().filter(guideline=guideline).exists()}


@register.inclusion_tag("desk/components/said_about.html", takes_context=True)
def survey_answers_about(context, guideline, key):
    """At the desk: what answers to surveys say of that statement. Three queries for a whole page."""
    request = context.request  # of the whole page, also in a part that is included on its own
    if not hasattr(request, "said_about"):
        request.said_about = said_about(guideline) if request.user.has_perm(VIEW_ANSWERS) else {}
    return {"all_said": request.said_about.get(key, []), "key": key}
