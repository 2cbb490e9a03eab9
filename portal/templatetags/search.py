"""Links of the search page."""

from django import template
from django.http import QueryDict

register = template.Library()


@register.simple_tag(takes_context=True)
def narrowed(context, facet, value):
    """The address of this search narrowed to that value of the facet; with None, to any."""
    asked = context["request"].GET.copy()
    asked.pop("page", None)
    asked.pop(facet, None)
    if facet == "guideline":
        asked.pop("chapter", None)
    if value is not None:
        asked[facet] = value
    return f"?{asked.urlencode()}"


@register.simple_tag(takes_context=True)
def only_words(context):
    """The address of a search for the same words in everything."""
    asked = QueryDict(mutable=True)
    asked["q"] = context["request"].GET.get("q", "")
    return f"?{asked.urlencode()}"
