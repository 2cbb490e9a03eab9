"""Saving and deleting standing pages."""

from django.db import transaction

from portal import audit, redirects, stored


def save_page(*, page):
    """Stores the page with its text rendered. Raises markdown.TooLong."""
    page.html = stored.html(page.body)
    with redirects.following(page):
        page.save()
    return page


@transaction.atomic
def delete_page(*, page, by):
    """Removes the page, on record."""
    audit.record(by=by, did="deleted", of=page, address=page.get_absolute_url())
    page.delete()
