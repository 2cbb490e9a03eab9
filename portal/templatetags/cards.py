"""The desk's first page."""

from django import template

from portal import cards

register = template.Library()


@register.inclusion_tag("desk/components/cards.html", takes_context=True)
def desk_cards(context):
    """What needs the person who looks."""
    return {"cards": cards.of(context["request"].user)}
