"""What is done with an uploaded file once it is public."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from portal import files, trying
from resources.models import Document, DocumentVersion
from resources.models.version import FOLDER

WORK = "Reading an uploaded file"
LATER = timedelta(minutes=2)  # until then the process that took the upload is at it


def read_missing():
    """Reads what was uploaded and not read, because a process died or the storage was away (settings.REGULAR)."""
    unread = DocumentVersion.objects.filter(read_at=None, uploaded_at__lt=timezone.now() - LATER)
    put_off = trying.waiting(WORK)
    for pk in unread.order_by("pk").values_list("pk", flat=True):
        if str(pk) not in put_off:
            read_version(pk)


def read_version(pk):
    """Fills in what takes longer: the words, for search, and the picture of the first page, as far as there are any.

    A failure leaves the version published without them, to be tried again.
    """
    version = DocumentVersion.objects.select_related("document").filter(pk=pk).first()
    if version:  # else it was deleted meanwhile
        trying.attempt(_read, version, work=WORK, key=str(pk), about=version)


def _read(version):
    with version.file.open() as file:
        version.text = _if_readable(files.text_of, file, version.kind) or ""
        picture = _if_readable(files.first_page, file, version.kind)
    with files.removed_unless_saved():
        if picture:
            version.first_page = files.store(ContentFile(picture), folder=FOLDER, ending="webp")
        version.read_at = timezone.now()
        version.save(update_fields=["text", "first_page", "read_at"])
    Document.objects.filter(pk=version.document_id).update(updated_at=timezone.now())  # search looks at it again


def _if_readable(read, file, kind):
    try:
        return read(file, kind=kind)
    except files.Refused:
        return None
