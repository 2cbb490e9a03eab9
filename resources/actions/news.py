"""Saving news and events."""

from portal import images, redirects, stored


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
