"""Pandoc, which reads the chapters as our pages do and writes EPUB and Word."""

import json
import secrets
import tempfile
from pathlib import Path

from portal import markdown, pandoc
from portal.markdown.sanitising import readable

from .refusals import CannotBuild

SECONDS, MEGABYTES = 120, 900


def run(words, *, given=b"", folder=None):
    """What pandoc answers (portal/pandoc.py). Raises CannotBuild."""
    try:
        return pandoc.run(words, seconds=SECONDS, megabytes=MEGABYTES, given=given, folder=folder)
    except pandoc.TooLong:
        raise CannotBuild("The text takes too long to be set. Divide its longest chapter into several.") from None
    except pandoc.Failed as failure:
        raise CannotBuild(f"The text could not be set ({failure}).") from failure


def read(texts):
    """The blocks of each Markdown text: {name: text} becomes {name: blocks}, in one run.

    The texts do not see each other: footnotes and boxes of one never reach into the next. Ids come as `Ids` says.
    """
    if not texts:
        return {}
    mark = f"mark-{secrets.token_hex(8)}"
    with tempfile.TemporaryDirectory(prefix="read-") as folder:
        files = ["c0", *(f"c{place}" for place in range(1, len(texts) + 1))]
        for file, text in zip(files, ["", *texts.values()], strict=True):  # with one file alone ids get no prefix
            Path(folder, file).write_text(f"# x {{#{mark}}}\n\n{readable(text)}\n", encoding="utf-8")
        options = ["--file-scope", f"--from={markdown.PANDOC_READER}", "--to=json"]
        tree = json.loads(run([*options, *files], folder=folder))
    return dict(zip(texts, _divided(tree["blocks"], mark), strict=True))


def _divided(blocks, mark):
    parts = []
    for block in blocks:
        if block["t"] == "Header" and block["c"][1][0].endswith(f"__{mark}"):
            parts.append([])
        else:
            parts[-1].append(block)
    return parts[1:]
