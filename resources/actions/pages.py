"""Saving standing pages."""

from portal import redirects, stored


def save_page(*, page):
    """Stores the page with its text rendered. Raises markdown.TooLong."""
    page.html = stored.html(page.body)
    with redirects.following(page):
        page.save()
    return page
