"""Word: real styles, a contents field and text in place of pictures, written by pandoc on our reference document."""

import re
from datetime import UTC
from pathlib import Path

from django.conf import settings

from portal.pandoc import document

from . import archive, decoration, glyphs, pandoc, pictures, tree

FIELD = re.compile(
    rb'<w:p><w:r>(<w:fldChar w:fldCharType="begin"[^>]*/><w:instrText[^>]*>TOC [^<]*</w:instrText>'
    rb'<w:fldChar w:fldCharType="separate" />)<w:fldChar w:fldCharType="end" /></w:r></w:p>'
)
HEADING = re.compile(
    rb'<w:bookmarkStart w:id="\d+" w:name="([^"]+)" />\s*'
    rb'<w:p><w:pPr><w:pStyle w:val="Heading([12])" /></w:pPr>(.*?)</w:p>',
    re.DOTALL,
)
PARAGRAPH = b'<w:p><w:pPr><w:pStyle w:val="toc%s" /></w:pPr>%s%s%s</w:p>'
ENTRY = b'<w:hyperlink w:anchor="%s"><w:r>%s</w:r></w:hyperlink>'
WORDS = re.compile(rb"<w:t[ >].*?</w:t>", re.DOTALL)
ASSETS = Path(__file__).parent / "assets"


def build(publication):
    """The Word document as bytes. Raises CannotBuild."""
    publication = glyphs.only_readable(publication)
    trees = tree.grow(publication)
    blocks = decoration.whole(publication, trees, pictures.load(trees.pictures))
    at = publication.moment
    facts = {
        "title": publication.title,
        "subtitle": publication.edition + (" (draft, not to be cited)" if publication.is_draft else ""),
        "author": settings.PUBLISHER,
        "date": publication.when,
        "lang": "en-GB",
        "toc-title": "Contents",
    }
    look = ASSETS / ("reference-draft.docx" if publication.is_draft else "reference.docx")
    options = ["--from=json", "--to=docx", "--toc", "--toc-depth=2", f"--reference-doc={look}", "--output=-"]
    made = pandoc.run(options, given=document(blocks, **facts))
    return archive.changed(made, lambda name, content: _finished(name, content, at))


def _finished(name, content, at):
    """What pandoc cannot do in its sandbox: the moment, and contents that show before anybody updates them."""
    if name == "docProps/core.xml":
        return content.replace(b"1970-01-01T00:00:00Z", f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}".encode())
    if name == "word/document.xml":
        made = FIELD.sub(lambda found: _contents(found, content), content, count=1)
        return made.replace(
            b'<w:tblW w:type="auto" w:w="0" />', b'<w:tblW w:type="pct" w:w="5000" />'
        )  # as wide as text
    return content


def _contents(field, content):
    """The contents field with an entry for each heading; Word puts the page numbers in when it updates the field."""
    headings = HEADING.findall(content) or [(b"", b"1", b"")]
    last = len(headings) - 1
    start, end = b"<w:r>" + field[1] + b"</w:r>", b'<w:r><w:fldChar w:fldCharType="end" /></w:r>'
    entries = [ENTRY % (name, b"".join(WORDS.findall(words))) if name else b"" for name, _, words in headings]
    return b"".join(
        PARAGRAPH % (headings[place][1], start if place == 0 else b"", entry, end if place == last else b"")
        for place, entry in enumerate(entries)
    )
