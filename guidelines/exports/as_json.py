"""An edition as JSON for programs."""

import json

from django.conf import settings

from guidelines.models.change import TOLD


def build(publication):
    """The JSON as bytes."""
    return (json.dumps(facts(publication), ensure_ascii=False, indent=1) + "\n").encode()


def facts(publication):
    about = publication.guideline
    return {
        "guideline": {"slug": about.slug, "name": about.name, "title": about.title, "notice": about.notice},
        "edition": publication.number,
        "state": "draft" if publication.is_draft else "released",
        "released_at": None if publication.is_draft else publication.released_at.isoformat(),
        "publisher": settings.PUBLISHER,
        "language": "en-GB",
        "address": None if publication.is_draft else publication.address,
        "content_hash": publication.content_hash,
        "summary": publication.summary,
        "chapters": [_chapter(publication, chapter) for chapter in publication.chapters],
        "statements": [_statement(publication, statement) for statement in publication.statements],
        "changes": [change.facts for change in publication.changes if change.kind in TOLD],
    }


def _chapter(publication, chapter):
    return {
        "number": chapter.number,
        "key": chapter.key,
        "slug": chapter.slug,
        "title": chapter.title,
        "reviewed_on": chapter.reviewed_on and chapter.reviewed_on.isoformat(),
        "markdown": chapter.body,
    }


def _statement(publication, statement):
    return {
        "key": statement.key,
        "number": statement.number,
        "title": statement.title,
        "professions": list(statement.professions),
        "chapter": statement.chapter.slug,
        "text": statement.text,
        "markdown": statement.source,
        "change": statement.kind,
        "address": None if publication.is_draft else publication.statement_address(statement.key),
    }
