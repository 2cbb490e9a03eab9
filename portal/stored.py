"""Text that is edited at any time: rendered and sanitised once, when it is saved, and shown as it was stored."""

from django.utils.safestring import mark_safe

from portal import links, markdown


def html(text):
    """Safe HTML of this Markdown, its links by name resolved. Raises markdown.TooLong."""
    document = markdown.parse(text)
    return document.html(resolve=links.resolver(document))


def safe(field):
    """For a model: that field's HTML, not escaped again. Earned only by what portal.markdown rendered and sanitised."""
    return property(lambda row: mark_safe(getattr(row, field)))  # noqa: S308
