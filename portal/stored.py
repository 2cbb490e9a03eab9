"""Rendering what is edited at any time, once, when it is saved."""

from portal import links, markdown


def html(text):
    """Safe HTML of this Markdown, its links by name resolved. Raises markdown.TooLong."""
    document = markdown.parse(text)
    return document.html(resolve=links.resolver(document))
