"""Pandoc, which reads the chapters as our pages do and writes EPUB and Word. It runs apart, in its sandbox."""

import json
import secrets
import subprocess
import tempfile
from pathlib import Path

import pypandoc

from portal import markdown
from portal.markdown.sanitising import readable

from .refusals import CannotBuild

SECONDS = 120
LIMITS = ["+RTS", "-M900m", "-RTS"]
ENVIRONMENT = {"LC_ALL": "C.UTF-8"}  # none of our secrets go along


def run(arguments, *, given=b"", folder=None):
    """What pandoc answers to `given`. Raises CannotBuild."""
    command = [pypandoc.get_pandoc_path(), *LIMITS, "--sandbox", *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - no shell; our own arguments only, the text comes by standard input
            command, env=ENVIRONMENT, input=given, capture_output=True, timeout=SECONDS, cwd=folder, check=True
        )
    except subprocess.TimeoutExpired:
        raise CannotBuild("The text takes too long to be set. Divide its longest chapter into several.") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip()[-500:]
        raise CannotBuild(f"The text could not be set ({said}).") from error
    return done.stdout


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


def document(blocks, **metadata):
    """Pandoc's JSON of a document, as bytes."""
    meta = {name: _meta(value) for name, value in metadata.items() if value}
    tree = {"pandoc-api-version": [1, 23, 1], "meta": meta, "blocks": blocks}
    return json.dumps(tree).encode()


def _meta(value):
    if isinstance(value, list):
        return {"t": "MetaList", "c": [_meta(each) for each in value]}
    return {"t": "MetaString", "c": value}
