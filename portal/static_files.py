"""Static files under hashed names, compressed once at start; a stylesheet made of imports goes out as one file."""

import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

JOINED = "css/site.css"
IMPORT = re.compile(r'@import url\("(?P<name>[^"]+)"\)(?: layer\((?P<layer>\w+)\))?;')
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


class HashedStorage(CompressedManifestStaticFilesStorage):
    support_js_module_import_aggregation = True

    def post_process(self, paths, dry_run=False, **options):
        if JOINED in paths and not dry_run:
            self.delete(JOINED)
            self.save(JOINED, ContentFile(joined(paths).encode()))
            paths = paths | {JOINED: (self, JOINED)}
        yield from super().post_process(paths, dry_run, **options)


def joined(paths):
    """The text of JOINED with each import replaced by what it names, from the sources in paths."""

    def imported(match):
        text = _read(paths, match["name"].removeprefix("../") if "/" in match["name"] else f"css/{match['name']}")
        return f"@layer {match['layer']} {{{text}}}" if match["layer"] else text

    return COMMENT.sub("", IMPORT.sub(imported, _read(paths, JOINED)))


def _read(paths, name):
    storage, path = paths[name]
    with storage.open(path) as file:
        return file.read().decode()
