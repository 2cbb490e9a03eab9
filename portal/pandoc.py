"""Pandoc, run where it can do no harm: apart, in its sandbox, without network, in bounded time and memory."""

import json
import subprocess

import pypandoc

ENVIRONMENT = {"LC_ALL": "C.UTF-8"}  # none of our secrets go along


class TooLong(Exception):
    """It took more than its seconds."""


class Failed(Exception):
    """It could not do it, or not in its memory; the message is the end of what it said."""


def run(words, *, seconds, megabytes, given=b"", folder=None):
    """What pandoc, started in that folder, answers to `given`, as bytes. Raises TooLong or Failed.

    `words` are ours: nothing that anybody typed or uploaded stands in them, only the names of files that hold it.
    """
    command = [pypandoc.get_pandoc_path(), "+RTS", f"-M{megabytes}m", "-RTS", "--sandbox", *words]
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and our own words only
            command, env=ENVIRONMENT, input=given, capture_output=True, timeout=seconds, cwd=folder, check=True
        )
    except subprocess.TimeoutExpired:
        raise TooLong from None
    except subprocess.CalledProcessError as error:
        raise Failed(error.stderr.decode(errors="replace").strip()[-500:]) from error
    return done.stdout


def document(blocks, **metadata):
    """Pandoc's JSON of a document, as bytes."""
    meta = {name: _meta(value) for name, value in metadata.items() if value}
    return json.dumps({"pandoc-api-version": [1, 23, 1], "meta": meta, "blocks": blocks}).encode()


def _meta(value):
    if isinstance(value, list):
        return {"t": "MetaList", "c": [_meta(each) for each in value]}
    return {"t": "MetaString", "c": value}
