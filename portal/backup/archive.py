"""The archive as a file: read only after every checksum was found right."""

import hashlib
import json
import zipfile
from contextlib import contextmanager, suppress
from pathlib import Path

FORMAT = 1
CONTENTS = "backup.json"
CHUNK = 1024 * 1024
NO_BACKUP = "{} is not a backup of this portal, or only a part of one."


class Damaged(Exception):
    """The file is no backup of a portal, or not as it was made."""


class Writer:
    """Adds entries to an archive and remembers the SHA-256 and size of each."""

    def __init__(self, file):
        self._zip = zipfile.ZipFile(file, "w", allowZip64=True)
        self.entries = {}

    def add(self, name, chunks, *, is_text=False):
        """Adds an entry made of these pieces of bytes; text is compressed, files mostly are already."""
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED if is_text else zipfile.ZIP_STORED
        digest, size = hashlib.sha256(), 0
        with self._zip.open(info, "w", force_zip64=True) as entry:
            for chunk in chunks:
                entry.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        self.entries[name] = {"sha256": digest.hexdigest(), "size": size}

    def finish(self, contents):
        """Adds the list of what is in the archive; returns it. Without it the archive is none."""
        contents = {"format": FORMAT, "entries": self.entries} | contents
        self._zip.writestr(CONTENTS, json.dumps(contents, indent=1), zipfile.ZIP_DEFLATED)
        return contents

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._zip.close()


@contextmanager
def opened(path):
    """The archive and its contents. Raises Damaged, and OSError when there is no such file to read."""
    with Path(path).open("rb") as file:
        try:
            archive = zipfile.ZipFile(file)
            contents = json.loads(archive.read(CONTENTS))
        except Exception as error:  # damage makes zipfile, zlib and json raise almost anything
            raise Damaged(NO_BACKUP.format(path)) from error
        if isinstance(contents, dict) and contents.get("format", FORMAT) != FORMAT:
            raise Damaged(f"{path} was made in another way than this version reads.")
        if not _says_what_is_in_it(contents):
            raise Damaged(NO_BACKUP.format(path))
        with archive:
            yield archive, contents


def verify(path):
    """The archive's contents once every entry was found as it was written. Raises Damaged, naming what is wrong."""
    with opened(path) as (archive, contents):
        names = set(archive.namelist()) - {CONTENTS}
        wrong = sorted(names ^ contents["entries"].keys())
        wrong += [name for name, fact in contents["entries"].items() if name in names and not _is(archive, name, fact)]
    if wrong:
        raise Damaged(f"{path} is damaged: {', '.join(wrong[:10])}{' and more' if len(wrong) > 10 else ''}.")
    return contents


def _says_what_is_in_it(contents):
    """Whether these are the contents of a backup, in the shape that `verify` and restoring rely on."""
    try:
        facts, moves = contents["entries"].items(), contents["migrations"]
        return (
            contents["format"] == FORMAT
            and all(isinstance(fact["sha256"], str) for _, fact in facts)
            and all(isinstance(count, int) for count in contents["rows"].values())
            and all(isinstance(app, str) and isinstance(name, str) for app, name in moves)
            and isinstance(contents["made_at"], str)
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        return False


def _is(archive, name, fact):
    """Whether the entry is as it was written, under a name that stays below the folder where it is put."""
    digest = hashlib.sha256()
    # Damage makes zipfile and zlib raise almost anything.
    with suppress(Exception), archive.open(name) as entry:
        while chunk := entry.read(CHUNK):
            digest.update(chunk)
        return digest.hexdigest() == fact["sha256"] and not {"", ".", ".."} & set(name.split("/"))
    return False
