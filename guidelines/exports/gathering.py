"""Reads an edition, released or still a draft, into what a downloaded file may say of it."""

from dataclasses import replace

from guidelines.draft import Draft
from portal import markdown

from .publication import About, Change, Chapter, Publication, Statement


def of(edition):
    """The publication of this edition: as it was released, or as its draft stands now."""
    return of_draft(edition) if edition.is_draft else of_released(edition)


def of_chapter(edition, slug):
    """The same with one chapter only. Raises LookupError when there is no such chapter."""
    whole = of(edition)
    for chapter in whole.chapters:
        if chapter.slug == slug:
            return replace(whole, only=chapter)
    raise LookupError(slug)


def of_released(edition):
    stored = edition.chapters.order_by("position").defer("html", "text", "contents")
    chapters = {chapter.pk: _chapter(number, chapter) for number, chapter in enumerate(stored, start=1)}
    changes = list(edition.changes.select_related("statement").prefetch_related("successors").order_by("pk"))
    kinds = {change.statement.key: change.kind for change in changes}
    statements = [
        Statement(
            key=w.statement.key,
            number=w.number,
            title=w.title,
            source=w.source,
            text=w.text,
            chapter=chapters[w.chapter_id],
            kind=kinds[w.statement.key],
            professions=tuple(w.profession_names),
        )
        for w in edition.wordings.select_related("statement").defer("html").order_by("position")
    ]
    before = _last_names(edition.previous)
    names = before | {statement.key: (statement.number, statement.name) for statement in statements}
    return Publication(
        guideline=About.of(edition.guideline),
        number=edition.number,
        released_at=edition.released_at,
        summary=edition.summary,
        content_hash=edition.content_hash,
        previous_hash=edition.previous_hash,
        chapters=list(chapters.values()),
        statements=statements,
        changes=[_change(change, change.kind, names) for change in changes],
    )


def of_draft(edition):
    draft = Draft(edition)
    chapters = {chapter.pk: _chapter(number, chapter) for number, chapter in enumerate(draft.chapters, start=1)}
    statements = [
        Statement(
            key=key,
            number=placed.number,
            title=placed.statement.title,
            source=placed.statement.source,
            text=placed.statement.text,
            chapter=chapters[placed.chapter.pk],
            kind=draft.kinds[key],
            professions=placed.statement.professions,
        )
        for key, placed in draft.by_key.items()
    ]
    names = _last_names(draft.previous) | {s.key: (s.number, s.name) for s in statements}
    said = draft.explanations
    changes = [
        _change(said[key], kind, names) if key in said else Change(key, kind, *names[key])
        for key, kind in draft.kinds.items()
    ]
    return Publication(
        guideline=About.of(edition.guideline),
        number=edition.number,
        released_at=None,
        summary=edition.summary,
        content_hash="",
        previous_hash=draft.previous.content_hash if draft.previous else "",
        chapters=list(chapters.values()),
        statements=statements,
        changes=changes,
    )


def _chapter(number, chapter):
    body = markdown.pin_heading_ids(chapter.body) if chapter.edition.is_draft else chapter.body
    return Chapter(number, str(chapter.key), chapter.slug, chapter.title, body, chapter.reviewed_on)


def _last_names(edition):
    """{key: (number, name)} of the edition before, for statements that were removed."""
    if edition is None:
        return {}
    return {w.statement.key: (w.number, w.name) for w in edition.wordings.select_related("statement").defer("html")}


def _change(change, kind, names):
    number, name = names.get(change.statement.key, ("", change.statement.key))
    return Change(
        key=change.statement.key,
        kind=kind,
        number=number,
        name=name,
        reason=change.reason,
        evidence=change.evidence,
        what_to_do=change.what_to_do,
        successors=tuple(sorted(successor.key for successor in change.successors.all())),
        has_no_successor=change.has_no_successor,
    )
