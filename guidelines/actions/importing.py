"""Taking over editions that another portal released, from its Markdown download."""

from dataclasses import fields

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from guidelines.exports.publication import About
from guidelines.exports.unpacking import NotOurs, unpack
from guidelines.models import Change, Guideline, Revision
from guidelines.models.change import EXPLAINABLE
from guidelines.models.statement import is_key
from portal import images, markdown

from .chapters import add_chapter, remove_chapter
from .explaining import explain_change
from .guideline import save_guideline
from .refusals import Refused
from .releasing import release
from .starting import start_draft

ELSEWHERE = "Another portal released it; this one has it from there."


class NotImported(Refused):
    """Nothing was imported; the message says why."""


def import_edition(*, content, by):
    """The newest edition in this Markdown zip, and those before it that the portal lacks, released as they were.

    Raises NotImported, or another Refused; then nothing is stored. Links to documents that this portal does not have
    become plain words.
    """
    stored = []
    try:
        with transaction.atomic():
            unpacked = unpack(content)
            edition = _take_over(unpacked, by)
            for name, picture in unpacked.pictures.items():
                _keep_picture(name, picture, stored)
            return edition
    except BaseException as error:
        for name in stored:
            default_storage.delete(name)
        if isinstance(error, (NotOurs, images.NotAPicture, markdown.TooLong)):
            raise NotImported(str(error)) from error
        if isinstance(error, ValidationError):
            raise NotImported(f"This zip holds what no edition can: {' '.join(error.messages)}") from error
        if isinstance(error, IntegrityError):
            raise NotImported("This zip holds what no edition can: something in it is there twice.") from error
        raise


def _take_over(unpacked, by):
    guideline = _guideline(unpacked.guideline)
    present = {edition.number: edition for edition in guideline.editions.sealed()}
    imported = None
    for facts in unpacked.editions:
        here = present.get(facts["number"])
        if here is None:
            imported = _release(guideline, facts, by)
        elif here.content_hash != facts["content_hash"]:
            raise NotImported(f"{here} is here already and says something else. Nothing was imported.")
    if imported is None:
        raise NotImported("Every edition in this file is here already.")
    return imported


def _guideline(facts):
    found = Guideline.objects.filter(slug=facts.get("slug")).first()
    if found:
        return found
    known = {field.name for field in fields(About)}
    if facts.keys() != known:
        raise NotImported("This zip does not say what its guideline is called.")
    guideline = Guideline(**facts)
    guideline.full_clean()
    return save_guideline(guideline=guideline)


def _release(guideline, facts, by):
    if facts["released_at"].tzinfo is None or facts["released_at"] > timezone.now():
        raise NotImported("This zip names no moment in the past at which it was released.")
    edition = start_draft(guideline=guideline, by=by)
    if edition.number != facts["number"]:
        raise NotImported(f"Edition {edition.number} is missing in this zip.")
    edition.summary = facts["summary"]
    edition.full_clean()
    edition.save()
    _chapters(edition, facts["chapters"], by)
    for change in facts["changes"]:
        _explain(edition, change)
    edition = release(edition=edition, by=by, at=facts["released_at"], reason=ELSEWHERE, elsewhere=True)
    if edition.content_hash != facts["content_hash"]:
        raise NotImported(f"Edition {edition.number} in this zip is not what was released: its hash differs.")
    return edition


def _chapters(edition, chapters, by):
    for chapter in edition.chapters.select_related("edition__guideline"):
        remove_chapter(chapter=chapter, by=by)
    for facts in chapters:
        add_chapter(edition=edition, by=by, action=Revision.Action.IMPORTED, **facts).full_clean()


def _explain(edition, facts):
    for key in (facts["key"], *facts["successors"]):
        is_key(key)
    if facts["kind"] not in Change.Kind.values:
        raise NotImported("This zip names a kind of change that this portal does not know.")
    if facts["kind"] in EXPLAINABLE:
        explain_change(edition=edition, **facts).full_clean()


def _keep_picture(name, picture, stored):
    if default_storage.exists(name):
        return  # names are never given twice
    images.keep(ContentFile(picture, name), name=name)
    stored.append(name)
