"""What a file is and says of itself."""

import hashlib
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.core.files.base import ContentFile
from django.template.defaultfilters import filesizeformat

from portal.parsers import Refused

from . import apart
from .kinds import KINDS

CHUNK = 256 * 1024


@dataclass(frozen=True)
class Facts:
    """`kind` is a key of KINDS; `pages` counts its unit; `is_tagged` is None for what cannot be tagged."""

    kind: str
    size: int
    sha256: str
    pages: int | None = None
    title: str = ""
    language: str = ""
    is_tagged: bool | None = None


def judge(file):
    """The facts of an uploaded file, whatever its name claims. Raises Refused."""
    if not file.size:
        raise Refused("This file is empty.")
    if file.size > settings.UPLOAD_MAX_BYTES:
        raise Refused(f"This file is larger than {filesizeformat(settings.UPLOAD_MAX_BYTES)}.")
    with on_disk(file) as path:
        answer = apart.run("judge", path)
    return Facts(size=file.size, sha256=_hash(file), **answer)


def received(file):
    """(the file as it is kept, its facts): a picture loses what the camera noted, such as the place. Raises Refused."""
    facts = judge(file)
    if not KINDS[facts.kind].content_type.startswith("image/"):
        return file, facts
    with on_disk(file) as path, NamedTemporaryFile() as without:
        apart.run("traces", path, facts.kind, without.name)
        kept = ContentFile(Path(without.name).read_bytes(), name=file.name)
    return kept, replace(facts, size=kept.size, sha256=_hash(kept))


def text_of(file, *, kind):
    """The words in the file, for search; at most as many as portal/parsers/words.py keeps. Raises Refused."""
    with on_disk(file) as path:
        return apart.run("text", path, kind)["text"]


def first_page(file, *, kind):
    """The first page as a small WebP picture (bytes), or None for a kind without one. Raises Refused."""
    if not (KINDS[kind].unit == "page" or KINDS[kind].content_type.startswith("image/")):
        return None
    with on_disk(file) as path, NamedTemporaryFile(suffix=".webp") as picture:
        apart.run("first_page", path, kind, picture.name)
        return Path(picture.name).read_bytes()


@contextmanager
def on_disk(file):
    """The path of the file's content while the block lasts."""
    with NamedTemporaryFile() as copy:
        for chunk in _chunks(file):
            copy.write(chunk)
        copy.flush()
        yield copy.name


def _hash(file):
    digest = hashlib.sha256()
    for chunk in _chunks(file):
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _chunks(file):
    file.seek(0)
    while chunk := file.read(CHUNK):
        yield chunk
