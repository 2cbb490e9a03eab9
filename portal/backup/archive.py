"""The archive as a file: written whole or not at all, read only after every checksum was found right."""

import hashlib
import json
import os
import zipfile
from contextlib import contextmanager, suppress
from pathlib import Path

FORMAT = 1
CONTENTS = "backup.json"
CHUNK = 1024 * 1024


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
def new_file(path):
    """A file that gets its name only at the end of the block: however the block ends, no half file is left.

    Raises FileExistsError when there is one of that name already.
    """
    path = Path(path).resolve()
    if path.exists():
        raise FileExistsError(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        # A file without a name vanishes with the process, even when it is killed.
        with os.fdopen(os.open(path.parent, os.O_TMPFILE | os.O_RDWR, 0o600), "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
            os.link(f"/proc/self/fd/{file.fileno()}", path.name, dst_dir_fd=folder, follow_symlinks=True)
        os.fsync(folder)
    finally:
        os.close(folder)


@contextmanager
def opened(path):
    """The archive and its contents. Raises Damaged."""
    try:
        archive = zipfile.ZipFile(path)
        contents = json.loads(archive.read(CONTENTS))
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise Damaged(f"{path} is not a backup of this portal, or only a part of one.") from error
    with archive:
        if contents.get("format") != FORMAT:
            raise Damaged(f"{path} was made in another way than this version reads.")
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


def _is(archive, name, fact):
    digest = hashlib.sha256()
    with suppress(zipfile.BadZipFile, OSError, EOFError, ValueError), archive.open(name) as entry:
        while chunk := entry.read(CHUNK):
            digest.update(chunk)
        return digest.hexdigest() == fact["sha256"]
    return False
