"""Built files in storage: under a name that says what they were built from, whole or not at all."""

import contextlib
import hashlib
import io
import json
import logging
import re
import uuid
from dataclasses import asdict, dataclass
from pathlib import Path

import pikepdf
from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.text import slugify

from portal import files, turns

from . import gathering
from .formats import FORMATS
from .publication import About
from .refusals import CannotBuild

logger = logging.getLogger(__name__)

LOOK = 2  # raise it when every file should be built anew, because files look or read otherwise
WAIT = 25  # seconds for whoever builds at this moment
FAILED_FOR = 60  # seconds in which a build that failed is not tried again
NAME = re.compile(r"(?P<mark>[0-9a-f]{32})(?:\.(?P<pages>\d+)p)?\.(?P<part>edition|chapter-[-\w]+)\.(?P<format>[a-z]+)")


@dataclass(frozen=True)
class File:
    """A built file: what is in storage, of which part in which format, of how many bytes and, for a PDF, pages."""

    name: str
    part: str
    format: str
    mark: str
    pages: int = 0

    @property
    def size(self):
        return default_storage.size(self.name)


def mark(edition, part, format):
    """What a file is built from, as 32 hexadecimal digits: no query, and the ETag of the file."""
    about = asdict(About.of(edition.guideline))
    facts = [LOOK, edition.content_hash, about, settings.PUBLISHER, settings.SITE_URL, part, format]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:32]


def part_of(chapter=None):
    return f"chapter-{chapter}" if chapter else "edition"


def all_of(edition):
    """The files of this edition that are ready, by format; one look into storage."""
    marks = {mark(edition, "edition", name): name for name in FORMATS}
    found = _found(edition)
    return {file.format: file for file in found if file.mark in marks}


def find(edition, format, chapter=None):
    """The file if it is ready, else None."""
    wanted = mark(edition, part_of(chapter), format)
    return next((file for file in _found(edition) if file.mark == wanted), None)


def ready(edition, format, chapter=None):
    """The file, built now if nobody has. Raises CannotBuild, or LookupError for a chapter that there is not."""
    if file := find(edition, format, chapter):
        return file
    failed = f"download-failed-{mark(edition, part_of(chapter), format)}"
    if message := cache.get(failed):
        raise CannotBuild(message)
    with _one_at_a_time():
        if file := find(edition, format, chapter):  # somebody built it while we waited
            return file
        try:
            return _build(edition, format, chapter)
        except CannotBuild as refusal:
            cache.set(failed, str(refusal), FAILED_FOR)
            raise


def unstored(edition, format):
    """The file of this edition as it stands now, as bytes that are kept nowhere. Raises CannotBuild."""
    with _one_at_a_time():
        return FORMATS[format].build(gathering.of(edition))


def _build(edition, format, chapter):
    whole = gathering.of_chapter(edition, chapter) if chapter else gathering.of(edition)
    content = FORMATS[format].build(whole)
    pages = _pages(content) if format == "pdf" else 0
    part = part_of(chapter)
    made_of = mark(edition, part, format)
    name = f"{_folder(edition)}/{made_of}{f'.{pages}p' if pages else ''}.{part}.{format}"
    _keep(name, content)
    built = File(name, part, format, made_of, pages)
    _forget_older(edition, built)
    return built


def _pages(content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)


def _keep(name, content):
    """Stores the content under that name: readers find all of it or nothing. Raises CannotBuild."""
    temporary = f"{name}.{uuid.uuid4().hex}.tmp"
    try:
        try:
            place = default_storage.path(name)
        except NotImplementedError:  # an object storage shows a file once it has all of it
            stored = default_storage.save(name, ContentFile(content))
            if stored != name:  # another node was first: its file is as good
                default_storage.delete(stored)
            return
        temporary = default_storage.save(temporary, ContentFile(content))
        Path(default_storage.path(temporary)).replace(place)
    except Exception as error:  # each storage fails in its own words
        with contextlib.suppress(Exception):
            default_storage.delete(temporary)
        logger.exception("The download %s could not be stored.", name)
        raise CannotBuild("The file could not be stored: the storage is full or away.") from error


def _folder(edition):
    return f"downloads/{edition.guideline_id}/{edition.number}"


def _found(edition):
    try:
        _, names = default_storage.listdir(_folder(edition))
    except FileNotFoundError:
        return []
    found = [(name, NAME.fullmatch(name)) for name in names]
    return [
        File(f"{_folder(edition)}/{name}", said["part"], said["format"], said["mark"], int(said["pages"] or 0))
        for name, said in found
        if said
    ]


def _forget_older(edition, newest):
    """Removes files of the same part and format that were built from something else."""
    for file in _found(edition):
        if file.mark != newest.mark and (file.part, file.format) == (newest.part, newest.format):
            with contextlib.suppress(Exception):  # it does no harm where it is
                default_storage.delete(file.name)
    files.sweep(folder=_folder(edition), keep={file.name for file in _found(edition)})  # halves that a crash left


@contextlib.contextmanager
def _one_at_a_time():
    """One build at a time on this machine, so that a crowd of readers costs one build and its memory."""
    try:
        with turns.turn("downloads", wait=WAIT):
            yield
    except turns.Busy:
        raise CannotBuild("Other files are being made at this moment. Try again in a minute.") from None


def file_name(edition, format, chapter=None):
    """What the file is called on the reader's own disk."""
    kind = FORMATS[format]
    about = edition.guideline
    parts = [slugify(about.short_title) or about.slug, f"edition-{edition.number}", chapter]
    parts.append("draft" if edition.is_draft else "")
    return "-".join(part for part in parts if part) + f"{kind.suffix}.{kind.ending}"


def as_stored(file, edition, chapter=None):
    """The file as portal.files serves it."""
    kind = FORMATS[file.format]
    return files.Stored(
        name=file.name,
        filename=file_name(edition, file.format, chapter),
        content_type=kind.content_type,
        etag=f'"{file.mark}"',
        modified=default_storage.get_modified_time(file.name),
        opens_in_browser=file.format == "pdf",
    )
