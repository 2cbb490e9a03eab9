"""What readers are told of what is kept of people: the periods of the settings, so that the page cannot drift."""

from django import template

from portal import personal

register = template.Library()


@register.inclusion_tag("components/what_is_kept.html")
def what_is_kept():
    """Every kind of personal record with its purpose and its period; no query."""
    return {"kinds": [(kind.NAME, kind.PURPOSE, kind.KEPT) for kind in personal.kinds()]}
