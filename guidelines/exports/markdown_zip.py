"""Markdown: one zip with the chapters as they were written, which `manage.py import_edition` takes back.

It holds every edition up to this one, because an edition's hash rests on the one before and its changes on both.
"""

import json
import re
from dataclasses import asdict

from django.core.files.storage import default_storage
from django.db.models import Q

from guidelines.models import Edition
from guidelines.models.edition import HIDDEN
from portal import images

from . import archive, gathering

KIND, VERSION = "guideline-editions", 1
PICTURE = re.compile(rf"/media/(images/{images.NAME})")
README = """# {title}

{edition}. {when}.

This folder holds the text as it was written, in Markdown:

- `edition-{number}/` has the chapters of this edition, in order. Earlier editions have folders of their own.
- `media/images/` has the pictures.
- `manifest.json` says what belongs where, what changed and why, and the hash over everything that each edition says.

Another portal takes it over with `manage.py import_edition` and arrives at the same hashes. It refuses a file of which
one letter was changed: to publish other words, start a new edition.
"""


def build(newest):
    """The zip as bytes."""
    earlier = Edition.objects.sealed().filter(~Q(number=newest.number), number__lt=newest.number)
    earlier = earlier.exclude(HIDDEN)
    earlier = earlier.filter(guideline__slug=newest.guideline.slug).select_related("guideline").order_by("number")
    editions = [*map(gathering.of_released, earlier), newest]
    texts = {file_of(each, chapter): text_of(chapter) for each in editions for chapter in each.chapters}
    pictures = _pictures(texts.values())
    manifest = {
        "format": KIND,
        "version": VERSION,
        "guideline": asdict(newest.guideline),
        "editions": [_facts(each) for each in editions],
        "pictures": sorted(pictures),
    }
    facts = {"edition": newest.edition, "when": newest.when, "number": newest.number, "title": newest.guideline.title}
    files = {
        "README.md": README.format(**facts).encode(),
        "manifest.json": (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode(),
    }
    files |= {name: text.encode() for name, text in texts.items()}
    return archive.packed(files | {f"media/{name}": content for name, content in pictures.items()})


def file_of(edition, chapter):
    return f"edition-{edition.number}/{chapter.number:02}-{chapter.slug}.md"


def text_of(chapter):
    """The title as a heading, an empty line, then the text exactly as it is."""
    return f"# {chapter.title}\n\n{chapter.body}"


def _facts(edition):
    return {
        "number": edition.number,
        "released_at": edition.released_at and edition.released_at.isoformat(),
        "summary": edition.summary,
        "previous_hash": edition.previous_hash,
        "content_hash": edition.content_hash,
        "chapters": [
            {
                "file": file_of(edition, chapter),
                "key": chapter.key,
                "slug": chapter.slug,
                "title": chapter.title,
                "reviewed_on": chapter.reviewed_on and chapter.reviewed_on.isoformat(),
            }
            for chapter in edition.chapters
        ],
        "statements": [
            {"key": each.key, "number": each.number, "title": each.title, "chapter": each.chapter.slug}
            for each in edition.statements
        ],
        "changes": [change.facts for change in edition.changes],
    }


def _pictures(texts):
    """{name in storage: content} of the pictures that these texts show, without those that are not there."""
    names = {name for text in texts for name in PICTURE.findall(text)}
    found = {}
    for name in sorted(names):
        if default_storage.exists(name):
            with default_storage.open(name) as file:
                found[name] = file.read()
    return found
