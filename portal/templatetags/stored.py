"""Text that was rendered and sanitised when it was saved."""

from django import template
from django.utils.safestring import mark_safe

register = template.Library()


@register.filter
def stored_html(html):
    """Marks HTML as safe. Earned only by fields that hold what portal.markdown rendered: its last step sanitises."""
    return mark_safe(html)  # noqa: S308
