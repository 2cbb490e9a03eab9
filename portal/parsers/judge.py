"""Which kind of file this is, by its first bytes, and what that kind's parser says of it."""

from pathlib import Path

from portal.parsers import Refused

from . import pdf, picture, table, zipped

NOT_A_KIND = (
    "This is not a kind of file that the portal publishes. Use PDF, Word (.docx), Excel (.xlsx), PowerPoint (.pptx), "
    "OpenDocument, EPUB, CSV, PNG or JPEG."
)
OLD_OFFICE = (
    "This is an Office file in the old format, or one with a password. "
    "Save it without a password as .docx, .xlsx or .pptx."
)
SIGNATURES = [
    (b"%PDF-", pdf.judge),
    (b"PK\x03\x04", zipped.judge),
    (b"\x89PNG\r\n\x1a\n", picture.judge),
    (b"\xff\xd8\xff", picture.judge),
]


def answer(path):
    """The facts of the file as a dict. Raises Refused."""
    with Path(path).open("rb") as file:
        start = file.read(8)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(OLD_OFFICE)
    for signature, judge in SIGNATURES:
        if start.startswith(signature):
            return judge(path)
    if not table.looks_like_one(path):
        raise Refused(NOT_A_KIND)
    return table.judge(path)
