"""Word documents as pandoc reads them, and what it reads as Markdown."""

import json

from portal import markdown, pandoc
from portal.posted import line_ends

from .judging import NotImportable

SECONDS, MEGABYTES = 30, 1024


def to_tree(path):
    """Pandoc's tree of the Word document: its list of blocks. Raises NotImportable."""
    return json.loads(_run(["--from=docx+styles", "--to=json", str(path)]))["blocks"]


def to_markdown(blocks):
    """The Markdown of these blocks, in the dialect of portal.markdown."""
    words = ["--from=json", f"--to={markdown.PANDOC_READER}", "--wrap=none"]
    return line_ends(_run(words, pandoc.document(blocks)).decode()).strip() + "\n"


def _run(words, given=b""):
    try:
        return pandoc.run(words, seconds=SECONDS, megabytes=MEGABYTES, given=given)
    except pandoc.TooLong:
        raise NotImportable(f"The document could not be read within {SECONDS} seconds. Import it in parts.") from None
    except pandoc.Failed:
        advice = "Open it in Word, save it again, or import it in parts."
        raise NotImportable(f"The document is damaged or too large to be read. {advice}") from None
