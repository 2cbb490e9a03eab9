"""Documents and news for tests, made through the actions that editors use."""

import importlib
import json
from contextlib import contextmanager
from itertools import count

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.parsers.__main__ import JOBS
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
        with reading_here():
            actions.add_version(document=document, file=make_upload(content or make_pdf(title=document.title)))
    return document


@contextmanager
def reading_here():
    """Files are read in this process, which takes a tenth of the time: the one apart has tests of its own."""

    def run(job, path, *words):
        return json.loads(json.dumps(importlib.import_module(JOBS[job]).answer(path, *words)))  # as it would arrive

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("portal.files.apart.run", run)
        yield


def make_news(**fields):
    serial = next(_serial)
    facts = {"slug": f"news-{serial}", "title": f"News {serial}", "summary": "What happened.", "body": "Words."}
    return actions.save_news_item(item=NewsItem(**facts | fields))
