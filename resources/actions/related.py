"""Which documents stand in the footer of which pages, in which order."""

from django.db import transaction

from guidelines.models import Guideline
from resources.models import RelatedDocument


class AlreadyRelated(Exception):
    """The document is listed there; nothing was changed."""

    def __init__(self, document):
        super().__init__(f"“{document}” is already listed there.")


@transaction.atomic
def relate(*, guideline, document, chapter_key=None, statement=None):
    """Puts the document last in the footer of the guideline's pages or of that chapter's, or beside that statement.

    Raises AlreadyRelated.
    """
    place = {"chapter_key": chapter_key, "statement": statement}
    listed = _listed(guideline, **place)
    if any(related.document_id == document.pk for related in listed):
        raise AlreadyRelated(document)
    return RelatedDocument.objects.create(guideline=guideline, document=document, position=len(listed) + 1, **place)


@transaction.atomic
def move_related(*, related, position):
    """Puts it at that position, from 1, among the others of its place."""
    others = [each for each in _listed(related.guideline, **_place(related)) if each.pk != related.pk]
    place = max(0, min(position - 1, len(others)))
    _number([*others[:place], related, *others[place:]])


@transaction.atomic
def unrelate(*, related):
    """Takes it out; the document itself stays."""
    guideline, place = related.guideline, _place(related)
    related.delete()
    _number(_listed(guideline, **place))


def _place(related):
    return {"chapter_key": related.chapter_key, "statement": related.statement_id}


def _listed(guideline, **place):
    Guideline.objects.select_for_update().get(pk=guideline.pk)  # one editor's order at a time
    return list(RelatedDocument.objects.filter(guideline=guideline, **place))


def _number(listed):
    for position, related in enumerate(listed, start=1):
        RelatedDocument.objects.filter(pk=related.pk).update(position=position)
