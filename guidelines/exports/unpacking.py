"""Reading a Markdown zip back. Nothing is written to disk; names in the zip are compared, never used as paths."""

import io
import json
import re
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings

from portal import images, markdown

from .markdown_zip import KIND, VERSION

MOST = 200 * 1024 * 1024  # bytes, unpacked, altogether
MOST_FILES = 10_000
MOST_OF_MANIFEST = 20 * 1024 * 1024
PICTURE = re.compile(rf"images/{images.NAME}")
DAMAGED = "This file is damaged, or was not made by a portal of ours."


class NotOurs(Exception):
    """The file was refused; the message says why."""


@dataclass(frozen=True)
class Unpacked:
    """`guideline` holds its facts, `editions` those of each edition in order, `pictures` {name in storage: bytes}."""

    guideline: dict
    editions: list
    pictures: dict


def unpack(content):
    """What the zip holds, checked for its shape. Raises NotOurs."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _Reader(archive).unpacked()
    except NotOurs:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
        raise NotOurs(f"{DAMAGED} Ask for it again, or make it again.") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotOurs(f"{DAMAGED} Its list of contents (manifest.json) cannot be understood.") from error


class _Reader:
    def __init__(self, archive):
        self.archive = archive
        names = [entry.filename for entry in archive.infolist()]
        if len(names) > MOST_FILES or len(set(names)) != len(names):
            raise NotOurs(DAMAGED)
        self.names = set(names)
        self.left = MOST

    def unpacked(self):
        if "manifest.json" not in self.names:
            raise NotOurs("This zip has no manifest.json, so it is not a Markdown download of an edition.")
        manifest = json.loads(self.read("manifest.json", MOST_OF_MANIFEST))
        if (manifest["format"], manifest["version"]) != (KIND, VERSION):
            raise NotOurs("This zip was made by another version of the portal, or by another program.")
        files = [chapter["file"] for edition in manifest["editions"] for chapter in edition["chapters"]]
        pictures = [name for name in manifest["pictures"] if PICTURE.fullmatch(name)]
        expected = {"README.md", "manifest.json", *files, *(f"media/{name}" for name in pictures)}
        if self.names != expected or len(pictures) != len(manifest["pictures"]):
            stray = sorted(self.names ^ expected)[:1]
            raise NotOurs(f"What this zip holds is not what its manifest.json names ({''.join(stray)[:100]!r}).")
        return Unpacked(
            guideline={name: _text(manifest["guideline"], name) for name in manifest["guideline"]},
            editions=[self.edition(facts) for facts in manifest["editions"]],
            pictures={name: self.read(f"media/{name}", settings.IMAGE_MAX_BYTES) for name in pictures},
        )

    def edition(self, facts):
        if facts["released_at"] is None:
            raise NotOurs("This is the export of a draft. Only released editions can be imported.")
        return {
            "number": int(facts["number"]),
            "released_at": datetime.fromisoformat(facts["released_at"]),
            "summary": _text(facts, "summary"),
            "content_hash": _text(facts, "content_hash"),
            "chapters": [self.chapter(chapter) for chapter in facts["chapters"]],
            "changes": [_change(change) for change in facts["changes"]],
        }

    def chapter(self, facts):
        title, reviewed = _text(facts, "title"), facts["reviewed_on"]
        head = f"# {title}\n\n"
        text = self.read(facts["file"], markdown.MAX_LENGTH * 4 + 2000).decode()
        if not text.startswith(head):
            raise NotOurs(f"The file {facts['file'][:100]} does not start with the title of its chapter.")
        return {
            "key": UUID(facts["key"]),
            "slug": _text(facts, "slug"),
            "title": title,
            "body": text.removeprefix(head),
            "reviewed_on": date.fromisoformat(reviewed) if reviewed else None,
        }

    def read(self, name, most):
        """The content of an entry, however large it says it is. Raises NotOurs above `most` bytes."""
        with self.archive.open(name) as file:
            content = file.read(min(most, self.left) + 1)
        self.left -= len(content)
        if len(content) > most or self.left < 0:
            raise NotOurs(f"{name[:100]} in this zip is too large to be part of an edition.")
        return content


def _change(facts):
    successors = [each for each in facts["successors"] if isinstance(each, str)]
    texts = {name: _text(facts, name) for name in ("key", "kind", "reason", "evidence", "what_to_do")}
    return texts | {"successors": successors, "has_no_successor": facts["has_no_successor"] is True}


def _text(facts, name):
    if not isinstance(facts[name], str):
        raise TypeError(name)
    return facts[name]
