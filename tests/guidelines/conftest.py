"""Files that many tests look at and none changes are built once."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import override_settings

from guidelines.exports import FORMATS

from . import exported


@pytest.fixture(scope="session")
def sample_files(tmp_path_factory, django_db_setup, django_db_blocker):
    """The sample publication in PDF, EPUB and Word, as bytes by format."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")), django_db_blocker.unblock():
        default_storage.save(exported.PICTURE, ContentFile(exported.png()))
        sample = exported.make_publication(changes=exported.make_changes())
        return {name: FORMATS[name].build(sample) for name in ("pdf", "epub", "docx")}
