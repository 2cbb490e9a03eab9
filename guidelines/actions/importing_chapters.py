"""Taking over chapters that were written elsewhere."""

from django.db import transaction

from guidelines.models.revision import Action

from .chapters import add_chapter, save_chapter
from .locking import locked_draft


@transaction.atomic
def import_chapters(*, edition, chapters, by=None):
    """Puts these chapters (title, slug, body) into the draft, all or none; the number of them.

    A chapter at the same address takes the new title and text and stays the same chapter; others come last.
    Raises NotADraft, markdown.TooLong.
    """
    edition = locked_draft(edition)
    present = {chapter.slug: chapter for chapter in edition.chapters.select_related("edition__guideline")}
    for imported in chapters:
        chapter = present.get(imported.slug)
        if chapter is None:
            facts = {"title": imported.title, "slug": imported.slug, "body": imported.body}
            add_chapter(edition=edition, by=by, action=Action.IMPORTED, **facts)
        else:
            chapter.title, chapter.body = imported.title, imported.body
            save_chapter(chapter=chapter, by=by, action=Action.IMPORTED)
    return len(chapters)
