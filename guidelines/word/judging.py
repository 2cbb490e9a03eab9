"""Is this a Word document that can be read safely? Judged by what is in it, never by its name."""

import zipfile

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_PARTS = 5_000
OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # the container of .doc files and of encrypted .docx files
WORD = b"wordprocessingml.document.main+xml"
WORD_WITH_MACROS = (b"application/vnd.ms-word.document.macroEnabled", b"application/vnd.ms-word.template.macroEnabled")


class NotImportable(Exception):
    """The file was refused; the message says why and what to do."""


def judge(file):
    """Returns the opened zip archive of a Word document; `file` is binary and seekable. Raises NotImportable."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    start = file.read(4)
    if size == 0:
        raise NotImportable("The file is empty.")
    if size > MAX_BYTES:
        raise NotImportable("The file is larger than 20 MB. Make its pictures smaller, or import it in parts.")
    if start == OLD_OFFICE:
        raise NotImportable("The file is encrypted or in the old .doc format. Save it without a password as .docx.")
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise NotImportable("This is not a Word document, or it is damaged.") from None
    _refuse_a_bomb(archive)
    _refuse_what_is_not_word(archive)
    return archive


def _refuse_a_bomb(archive):
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise NotImportable("The document is too large once unpacked. Import it in parts.")
    if any(part.flag_bits & 1 for part in parts):
        raise NotImportable("The file is encrypted. Save it without a password.")


def _refuse_what_is_not_word(archive):
    types = part(archive, "[Content_Types].xml")
    if any(macros in types for macros in WORD_WITH_MACROS) or "word/vbaProject.bin" in archive.namelist():
        raise NotImportable("The document contains macros. Save it as .docx without macros.")
    if WORD not in types or "word/document.xml" not in archive.namelist():
        raise NotImportable("This is not a Word document (.docx).")


def part(archive, name):
    """The bytes of one part of the document, or none at all when it is missing. Raises NotImportable."""
    try:
        with archive.open(name) as opened:
            return opened.read(MAX_UNPACKED)
    except KeyError:
        return b""
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, OSError, EOFError, ValueError):
        raise NotImportable("The document is damaged and cannot be read.") from None
    except Exception as error:
        # zlib and lzma have errors of their own for damaged data.
        raise NotImportable("The document is damaged and cannot be read.") from error
