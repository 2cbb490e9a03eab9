"""What is done with an uploaded file once it is public."""

from contextlib import suppress
from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from portal import files, rounds, trying, turns
from resources.models import Document, DocumentVersion
from resources.models.version import FOLDER

WORK = "Reading an uploaded file"
LATER = timedelta(minutes=2)  # until then the process that took the upload is at it


class ReadMeanwhile(Exception):
    """Somebody else has read the version while this process did."""


def read_missing():
    """Reads what was uploaded and not read, because a process died or the storage was away (settings.REGULAR).

    One process on a machine is at it, for about a minute; the next round goes on.
    """
    with suppress(turns.Busy), turns.turn("reading", wait=0):
        unread = DocumentVersion.objects.filter(read_at=None, uploaded_at__lt=timezone.now() - LATER)
        put_off, is_over = trying.waiting(WORK), rounds.begin()
        for pk in unread.order_by("pk").values_list("pk", flat=True):
            if str(pk) not in put_off:
                read_version(pk)
                if is_over():
                    return


def read_version(pk):
    """Fills in what takes longer: the words, for search, and the picture of the first page, as far as there are any.

    A failure leaves the version published without them, to be tried again.
    """
    version = DocumentVersion.objects.select_related("document").filter(pk=pk).first()
    if version:  # else it was deleted meanwhile
        trying.attempt(_read, version, work=WORK, key=str(pk), about=version)


def _read(version):
    with version.file.open() as file:
        text = _if_readable(files.text_of, file, version.kind) or ""
        picture = _if_readable(files.first_page, file, version.kind)
    with suppress(ReadMeanwhile), files.removed_unless_saved():
        read = {"text": text, "read_at": timezone.now()}
        if picture:
            read["first_page"] = files.store(ContentFile(picture), folder=FOLDER, ending="webp")
        unchanged = DocumentVersion.objects.filter(pk=version.pk, read_at=version.read_at)
        if not unchanged.update(**read):
            raise ReadMeanwhile  # another machine was first: its picture stays, ours goes
    Document.objects.filter(pk=version.document_id).update(updated_at=timezone.now())  # search looks at it again


def _if_readable(read, file, kind):
    try:
        return read(file, kind=kind)
    except files.Refused:
        return None
