"""Reads a Word document into chapters, and says what could not be carried over."""

import re
from dataclasses import dataclass, field
from itertools import chain, count, pairwise
from pathlib import PurePosixPath
from tempfile import NamedTemporaryFile

from django.core.files.base import ContentFile
from django.utils.text import slugify

from portal import images, markdown

from . import converting
from .judging import judge, part
from .tidying import Tidy

LOST_PARTS = {
    rb"<w:txbxContent": "text boxes (left out)",
    rb"<c:chart\b": "charts (left out)",
    rb"<dgm:relIds": "diagrams (left out)",
    rb"<w:object\b": "embedded objects (left out)",
    rb"<w:(?:ins|del) ": "tracked changes (accepted)",
    rb"<w:commentReference": "comments (left out)",
}


@dataclass(frozen=True)
class ImportedChapter:
    title: str
    slug: str
    body: str


@dataclass
class Imported:
    """What a document gives: chapters in order, and sentences about what was lost or needs a look."""

    chapters: list = field(default_factory=list)
    notes: list = field(default_factory=list)


def read(file, *, keep_pictures=False):
    """The chapters of a Word document, heading 1 starting each. Raises NotImportable.

    Pictures are stored only with `keep_pictures`; otherwise their addresses lead nowhere yet.
    """
    archive = judge(file)
    tidy = Tidy(_picture_keeper(archive, keep_pictures))
    with NamedTemporaryFile(suffix=".docx") as copy:
        file.seek(0)
        copy.write(file.read())
        copy.flush()
        blocks = tidy.blocks(converting.to_tree(copy.name))
    imported = Imported()
    _into_chapters(imported, blocks)
    document = part(archive, "word/document.xml")
    for pattern, words in LOST_PARTS.items():
        tidy.notes[words] += len(re.findall(pattern, document))
    imported.notes += [f"{words.capitalize()}: {times}" for words, times in tidy.notes.items() if times and words]
    return imported


def _picture_keeper(archive, keep):
    def picture(source):
        name = f"word/{PurePosixPath(source)}"
        if name not in archive.namelist():
            return None
        content = ContentFile(part(archive, name), name="picture")
        try:
            return images.store(content) if keep else images.check(content)
        except images.NotAPicture:
            return None

    return picture


def _into_chapters(imported, blocks):
    starts = [place for place, block in enumerate(blocks) if block["t"] == "Header" and block["c"][0] == 1]
    if blocks and (not starts or starts[0] > 0):
        _add(imported, "Before the first chapter", blocks[: starts[0] if starts else None])
        imported.notes.append("The text before the first heading 1 became a chapter of its own.")
    for start, end in pairwise([*starts, None]):
        title = " ".join(converting.to_markdown([{"t": "Plain", "c": blocks[start]["c"][2]}]).split())
        _add(imported, title, blocks[start + 1 : end])


def _add(imported, title, blocks):
    title = re.sub(r"[*_`\\]", "", title)[:200] or "Untitled chapter"
    body = with_keys(converting.to_markdown(blocks)) if blocks else ""
    slug = _fresh(slugify(title)[:90].strip("-") or "chapter", {chapter.slug for chapter in imported.chapters})
    imported.chapters.append(ImportedChapter(title, slug, body))
    for finding in markdown.parse(body).findings:
        imported.notes.append(f"“{title}”, line {finding.line}: {finding.message}")


STATEMENT = re.compile(r"^(?P<colons>:{3,}) (?:\{\.statement\}|statement)\n(?P<words>.*)$", re.MULTILINE)


def with_keys(body):
    """Statements of the Word style “Statement” get a key from their first words."""
    taken = set()

    def with_key(match):
        first_words = slugify(" ".join(match["words"].split()[:6]))
        key = _fresh(re.sub(r"^[^a-z]+", "", first_words)[:50].strip("-") or "statement", taken)
        taken.add(key)
        return f"{match['colons']} {{.statement #{key}}}\n{match['words']}"

    return STATEMENT.sub(with_key, body)


def _fresh(name, taken):
    """The name itself, or with the first number that makes it a new one."""
    candidates = chain([name], (f"{name}-{number}" for number in count(2)))
    return next(candidate for candidate in candidates if candidate not in taken)
