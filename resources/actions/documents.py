"""Documents and their files."""

from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Max

from portal import audit, background, files, redirects
from resources.models import Document, DocumentVersion
from resources.models.version import FOLDER
from resources.tasks import read_version


class SameFile(Exception):
    """The newest version is this very file; nothing was changed."""

    def __init__(self, version):
        super().__init__(f"This very file is already the newest: version {version.number}.")


def save_document(*, document):
    """Stores what is known of a document; a new address leaves a redirect."""
    with redirects.following(document):
        document.save()
    return document


def add_version(*, document, file, note="", by=None, facts=None):
    """Keeps the file as the document's newest version; `facts` come with a file that files.received() has handed on.

    Nothing is left when it fails. Raises files.Refused, files.NotStored, SameFile.
    """
    if facts is None:
        file, facts = files.received(file)
    with files.removed_unless_saved(), transaction.atomic():
        locked = Document.objects.select_for_update().get(pk=document.pk)
        if locked.newest and locked.newest.sha256 == facts.sha256:
            raise SameFile(locked.newest)
        last = locked.versions.aggregate(last=Max("number"))["last"] or 0
        version = DocumentVersion.objects.create(
            document=locked,
            number=last + 1,
            file=files.store(file, folder=FOLDER, ending=facts.kind),
            note=note,
            uploaded_by=by,
            **vars(facts),
        )
        locked.newest, locked.url = version, ""
        locked.save()
        if last and by:
            audit.record(
                by=by, did="replaced the file of", of=locked, address=locked.get_absolute_url(), version=last + 1
            )
        background.after_commit(read_version, version.pk)
    document.newest, document.url = version, ""
    return version


def same_files(version):
    """Other versions with the same content, of any document."""
    versions = DocumentVersion.objects.select_related("document").defer("text")
    return versions.filter(sha256=version.sha256).exclude(pk=version.pk)


@transaction.atomic
def delete_document(*, document, by):
    """Removes the document with all versions and, once that is certain, their files; on record with its versions."""
    numbers = list(document.versions.order_by("number").values_list("number", flat=True))
    audit.record(by=by, did="deleted", of=document, address=document.get_absolute_url(), versions=numbers)
    names = [name for row in document.versions.values_list("file", "first_page") for name in row if name]
    document.delete()
    for name in names:
        transaction.on_commit(partial(default_storage.delete, name), robust=True)


def sweep_files():
    """Removes files that no version names, once they are a day old; returns how many."""
    rows = DocumentVersion.objects.values_list("file", "first_page")
    return files.sweep(folder=FOLDER, keep={name for row in rows for name in row if name})
