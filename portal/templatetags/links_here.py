"""What links here, shown before something is removed or gets another address."""

from django import template

from portal import written

register = template.Library()


@register.inclusion_tag("desk/components/links_here.html")
def links_here(things, removed=False):
    """For one thing with an address, or several: every text that points to it; nothing for things without one."""
    things = things if hasattr(things, "__iter__") else [things]
    addresses = [address for thing in things for address in _addresses(thing)]
    found = written.linking_to(written.is_at(*addresses)) if addresses else []
    return {"has_address": bool(addresses), "found": found, "removed": removed}


def _addresses(thing):
    """Where readers find it: `linked_at` says when there are several such addresses."""
    if hasattr(thing, "linked_at"):
        return thing.linked_at
    return [thing.get_absolute_url()] if hasattr(thing, "get_absolute_url") else []
