"""Runs pandoc on a document it may not leave: no files, no network, bounded time and memory."""

import json
import subprocess

import pypandoc

from portal import markdown

from .judging import NotImportable

SECONDS = 30
MEMORY = "-M1g"
ENVIRONMENT = {"LC_ALL": "C.UTF-8"}  # none of our secrets go along


def to_tree(path):
    """Pandoc's tree of the Word document: its list of blocks. Raises NotImportable."""
    said = _pandoc(["--from=docx+styles", "--to=json", str(path)])
    return json.loads(said)["blocks"]


def to_markdown(blocks):
    """The Markdown of these blocks, in the dialect of portal.markdown."""
    document = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": blocks}
    words = ["--from=json", f"--to={markdown.PANDOC_READER}", "--wrap=none"]
    return _pandoc(words, json.dumps(document)).strip() + "\n"


def _pandoc(words, text=None):
    command = [pypandoc.get_pandoc_path(), "+RTS", MEMORY, "-RTS", "--sandbox", *words]
    try:
        # The program is the one installed with us and the file name is ours: nothing here comes from the editor.
        done = subprocess.run(  # noqa: S603
            command, env=ENVIRONMENT, input=text, capture_output=True, text=True, timeout=SECONDS, check=True
        )
    except subprocess.TimeoutExpired:
        raise NotImportable(f"The document could not be read within {SECONDS} seconds. Import it in parts.") from None
    except subprocess.CalledProcessError:
        advice = "Open it in Word, save it again, or import it in parts."
        raise NotImportable(f"The document is damaged or too large to be read. {advice}") from None
    return done.stdout
