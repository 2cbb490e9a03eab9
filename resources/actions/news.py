"""Saving and deleting news and events."""

from django.db import transaction

from portal import audit, images, redirects, stored


def save_news_item(*, item, picture=None):
    """Stores the item with its text rendered, and with that uploaded picture if there is one.

    Raises markdown.TooLong, images.NotAPicture.
    """
    item.html = stored.html(item.body)
    if picture:
        item.picture, item.picture_width, item.picture_height = images.keep(picture)
    with redirects.following(item):
        item.save()
    return item


@transaction.atomic
def delete_news_item(*, item, by):
    """Removes the item, on record."""
    audit.record(by=by, did="deleted", of=item, address=item.get_absolute_url())
    item.delete()
