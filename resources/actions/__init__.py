"""What changes several rows or tells anybody. Views, the admin and commands only call these."""

from .documents import SameFile, add_version, delete_document, same_files, save_document, sweep_files
from .news import delete_news_item, save_news_item
from .pages import delete_page, save_page
from .related import AlreadyRelated, move_related, relate, unrelate

__all__ = [
    "AlreadyRelated",
    "SameFile",
    "add_version",
    "delete_document",
    "delete_news_item",
    "delete_page",
    "move_related",
    "relate",
    "same_files",
    "save_document",
    "save_news_item",
    "save_page",
    "sweep_files",
    "unrelate",
]
