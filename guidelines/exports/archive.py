"""Zip files with the same bytes whenever the content is the same."""

import io
import zipfile

LONG_AGO = (1980, 1, 1, 0, 0, 0)


def packed(files):
    """The zip of {name: bytes}, in that order, compressed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            _add(archive, zipfile.ZipInfo(name, LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def changed(given, change):
    """The same zip with what `change(name, content)` makes of each file."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(given)) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.infolist():
            _add(
                new,
                zipfile.ZipInfo(entry.filename, LONG_AGO),
                change(entry.filename, old.read(entry)),
                entry.compress_type,
            )
    return made.getvalue()


def _add(archive, entry, content, compression):
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content, compress_type=compression)
