"""What is done with an uploaded file once it is public."""

from django.core.files.base import ContentFile
from django.utils import timezone
from django_tasks import task

from portal import files
from resources.models import Document, DocumentVersion
from resources.models.version import FOLDER


@task()
def read_version(pk):
    """Fills in what takes longer: the words, for search, and the picture of the first page, as far as there are any.

    A failure leaves the version published without them.
    """
    version = DocumentVersion.objects.get(pk=pk)
    with version.file.open() as file:
        version.text = _if_readable(files.text_of, file, version.kind) or ""
        picture = _if_readable(files.first_page, file, version.kind)
    with files.removed_unless_saved():
        if picture:
            version.first_page = files.store(ContentFile(picture), folder=FOLDER, ending="webp")
        version.save(update_fields=["text", "first_page"])
    Document.objects.filter(pk=version.document_id).update(updated_at=timezone.now())  # search looks at it again


def _if_readable(read, file, kind):
    try:
        return read(file, kind=kind)
    except files.Refused:
        return None
