"""Drafts by somebody, approved by somebody else."""

from guidelines import actions, progress
from guidelines.draft import Draft
from guidelines.models import Edition
from tests.make import explain, make_editor, make_released_edition, make_statement


def draft_by(author, **bodies):
    """A draft of a second edition whose last author is that person."""
    first = make_released_edition(
        bodies={"a": make_statement("one"), "b": "Words.\n\n## Aims\n\n" + make_statement("two")}
    )
    draft = actions.start_draft(guideline=first.guideline, by=author)
    change(draft, author)
    explain(draft, "one", by=author)
    return Edition.objects.get(pk=draft.pk)


def change(draft, by, words="an hour to reflect"):
    chapter = draft.chapters.get(slug="a")
    chapter.body = make_statement("one", f"Give every student {words}.")
    return actions.save_chapter(chapter=chapter, by=by)


def fresh(draft):
    return Draft(Edition.objects.get(pk=draft.pk))


def approve(draft, by=None, **said):
    return actions.approve(edition=draft, by=by or make_editor(), fingerprint=fresh(draft).fingerprint, **said)


def state(draft):
    return progress.of(fresh(draft)).state
