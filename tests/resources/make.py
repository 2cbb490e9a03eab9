"""Documents and news for tests, made through the actions that editors use."""

from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile

from resources import actions
from resources.models import Document, NewsItem
from tests.resources.real_files import make_pdf

_serial = count(1)


def make_upload(content, name="report.pdf"):
    return SimpleUploadedFile(name, content)


def make_document(content=None, **fields):
    """A document with this file (a PDF by default), or with a `url` and no file."""
    serial = next(_serial)
    facts = {"slug": f"document-{serial}", "title": f"Document {serial}", "kind": "report"} | fields
    document = actions.save_document(document=Document(**facts))
    if not document.url:
        actions.add_version(document=document, file=make_upload(content or make_pdf(title=document.title)))
    return document


def make_news(**fields):
    serial = next(_serial)
    facts = {"slug": f"news-{serial}", "title": f"News {serial}", "summary": "What happened.", "body": "Words."}
    return actions.save_news_item(item=NewsItem(**facts | fields))
