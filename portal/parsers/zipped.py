"""Zip files that are documents: their container is checked here before anything inside is read."""

import zipfile
import zlib

from portal.parsers import TOO_MUCH, Refused

from . import epub, office, open_document

MOST_ENTRIES = 10_000
LARGEST_ENTRY = 200 * 1024 * 1024
LARGEST_TOTAL = 400 * 1024 * 1024
DAMAGED = "This file is damaged or cut short. Save it again from the program it was made with."
LOCKED = "This file has a password. Save it without one."
JUST_A_ZIP = "This is a zip file, or an Office file that we do not know. Publish its parts as documents of their own."


def judge(path):
    """The facts of an Office file, an OpenDocument file or an EPUB. Raises Refused."""
    with opened(path) as package:
        names = package.namelist()
        if "[Content_Types].xml" in names:
            return office.judge(package)
        kind = package.read("mimetype")[:100].decode("ascii", "replace").strip() if "mimetype" in names else ""
        if kind in open_document.KINDS:
            return open_document.judge(package, kind)
        if kind == epub.TYPE:
            return epub.judge(package)
    raise Refused(JUST_A_ZIP)


def opened(path):
    """The zip file, with every entry named decently, of bearable size and whole. Raises Refused."""
    try:
        package = zipfile.ZipFile(path)
        entries = package.infolist()
        _refuse_odd_entries(entries)
        if package.testzip() is not None:
            raise Refused(DAMAGED)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError, ValueError, OSError):
        raise Refused(DAMAGED) from None
    return package


def _refuse_odd_entries(entries):
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > LARGEST_TOTAL:
        raise Refused(TOO_MUCH)
    names = [entry.filename for entry in entries]
    if len({name.lower() for name in names}) < len(names) or not entries:
        raise Refused(DAMAGED)
    if min(entry.header_offset for entry in entries) != 0:
        raise Refused(DAMAGED)  # something else stands before it
    for entry in entries:
        if entry.flag_bits & 1:
            raise Refused(LOCKED)
        if entry.file_size > LARGEST_ENTRY:
            raise Refused(TOO_MUCH)
        parts = entry.filename.split("/")
        if entry.filename.startswith("/") or ".." in parts or "\\" in entry.filename or "\x00" in entry.filename:
            raise Refused(DAMAGED)
