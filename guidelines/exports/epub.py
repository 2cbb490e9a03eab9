"""EPUB 3 with accessibility metadata, written by pandoc."""

import re
from datetime import UTC
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from portal.pandoc import document

from . import archive, decoration, glyphs, pandoc, pictures, tree

STYLE = Path(__file__).parent / "assets" / "epub.css"
TWICE = re.compile(rb'\n  <p class="publisher">.*?</p>', re.DOTALL)  # on the title page; they are the authors too
DATE = re.compile(rb'<p class="date">.*?</p>')
HEADING = re.compile(rb"<h1[^>]*>(.*?)</h1>", re.DOTALL)
TITLE = re.compile(rb"<title>.*?</title>", re.DOTALL)
TAG = re.compile(rb"<[^>]*>")
ACCESS = {
    "accessModes": ["textual", "visual"],
    "accessModeSufficient": ["textual"],
    "accessibilityFeatures": ["alternativeText", "readingOrder", "structuralNavigation", "tableOfContents"],
    "accessibilityHazards": ["none"],
}


def build(publication):
    """The EPUB as bytes. Raises CannotBuild."""
    publication = glyphs.only_readable(publication)
    trees = tree.grow(publication)
    blocks = decoration.whole(publication, trees, pictures.load(trees.pictures))
    at = publication.moment
    options = ["--from=json", "--to=epub3", "--toc", "--toc-depth=2", "--split-level=1"]
    given = document(blocks, **_facts(publication, at))
    made = pandoc.run([*options, "--output=-"], given=given)
    return archive.changed(made, lambda name, content: _finished(name, content, at, publication.when))


def _finished(name, content, at, when):
    """What pandoc cannot do in its sandbox: our style sheet, the moment, and the title of each part."""
    if name.endswith(".css"):
        return STYLE.read_bytes()
    if name.endswith(".opf"):
        moment = f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}".encode()
        return content.replace(b">1970-01-01T00:00:00Z<", b">" + moment + b"<")
    if name.startswith("EPUB/text/"):
        content = content.replace(b' data-custom-style="', b' data-style="')
        if name.endswith("title_page.xhtml"):
            content = DATE.sub(f'<p class="date">{when}</p>'.encode(), TWICE.sub(b"", content))
        if title := HEADING.search(content):
            return TITLE.sub(lambda _: b"<title>" + TAG.sub(b"", title[1]).strip() + b"</title>", content, count=1)
    return content


def _facts(publication, at):
    return {
        "title": publication.title,
        "subtitle": publication.edition + (" (draft)" if publication.is_draft else ""),
        "author": settings.PUBLISHER,
        "publisher": settings.PUBLISHER,
        "date": timezone.localtime(at).date().isoformat(),
        "lang": "en-GB",
        "identifier": publication.address,
        "accessibilitySummary": "Headings, lists, tables with header cells; every picture has a text in its place.",
        **ACCESS,
    }
