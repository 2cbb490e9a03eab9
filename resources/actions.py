"""Saving news and pages with their text rendered once. Raise markdown.TooLong."""

from portal import stored


def save_news_item(*, item):
    item.html = stored.html(item.body)
    item.save()
    return item


def save_page(*, page):
    page.html = stored.html(page.body)
    page.save()
    return page
