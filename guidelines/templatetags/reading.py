"""How guidelines are shown."""

from django import template
from django.urls import reverse
from django.utils.safestring import mark_safe

from guidelines import citing
from guidelines.on_one_page import rooted

register = template.Library()
register.filter(citing.ordinal)


@register.filter
def wording(wording, guideline):
    """The stored HTML of a wording with links that hold on any page: those of its own, pinned edition."""
    address = [guideline.slug, wording.edition.number, wording.chapter.slug]
    return mark_safe(rooted(wording.html, base=reverse("guidelines:pinned_chapter", args=address)))  # noqa: S308
