"""Hashes over what an edition says and over how it is stored for readers, so that tampering shows.

SHA-256 in hexadecimal over JSON with sorted keys. The content hash depends on nothing but the content and the
content hash of the edition before: the same text imported elsewhere gives the same hash.
"""

import hashlib
import json
from datetime import UTC


def content_hash(edition):
    """The hash over everything that this edition says, chained to the edition before. Four queries."""
    return _hash(
        {
            "guideline": edition.guideline.slug,
            "number": edition.number,
            "released_at": edition.released_at.astimezone(UTC).isoformat(),
            "summary": edition.summary,
            "previous": edition.previous_hash,
            "chapters": [
                [str(chapter.key), chapter.slug, chapter.title, chapter.body, str(chapter.reviewed_on)]
                for chapter in edition.chapters.order_by("position")
            ],
            "statements": [
                [
                    wording.statement.key,
                    str(wording.chapter.key),
                    wording.number,
                    wording.title,
                    wording.source,
                    *([wording.professions] if wording.professions else []),  # older hashes knew none
                ]
                for wording in _wordings(edition)
            ],
            "changes": [
                [change.statement.key, change.kind, change.reason, change.evidence, change.what_to_do]
                + [change.has_no_successor, sorted(successor.key for successor in change.successors.all())]
                for change in edition.changes.select_related("statement")
                .prefetch_related("successors")
                .order_by("statement__key")
            ],
        }
    )


def rendering_hash(edition):
    """The hash over the HTML and text that readers are served. Two queries."""
    return _hash(
        {
            "summary": edition.summary_html,
            "contents": edition.contents,
            "chapters": [
                [
                    chapter.position,
                    chapter.html,
                    chapter.contents,
                    chapter.text,
                    chapter.words,
                    chapter.changed_in and chapter.changed_in.number,
                ]
                for chapter in edition.chapters.select_related("changed_in").order_by("position")
            ],
            "statements": [[wording.position, wording.html, wording.text] for wording in _wordings(edition)],
        }
    )


def _wordings(edition):
    return edition.wordings.select_related("statement", "chapter").order_by("position")


def _hash(content):
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
