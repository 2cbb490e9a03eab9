"""The pictures of a publication, as files may hold them: found, small enough, decoded once."""

import base64
import io
import logging
from dataclasses import dataclass
from urllib.parse import unquote

from django.conf import settings
from django.core.files.storage import default_storage
from PIL import Image

from portal.markdown.links import MEDIA

logger = logging.getLogger(__name__)

FORMATS = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp"}
MIME = {"jpg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp"}


@dataclass(frozen=True)
class Picture:
    content: bytes
    ending: str

    @property
    def data_uri(self):
        return f"data:{MIME[self.ending]};base64,{base64.b64encode(self.content).decode()}"


def load(sources):
    """{source: Picture} of those that can be shown; the others are logged, and a file says their words instead."""
    found = {}
    for source in sorted(sources):
        try:
            found[source] = _load(source)
        except (
            Exception
        ) as error:  # the file may be missing, damaged or a bomb: Pillow and storages raise almost anything
            logger.error("The picture %s is left out of the downloads: %s", source, error)
    return found


def stored_name(source):
    """The name under which our storage keeps the picture that a text calls `source`."""
    return unquote(source.removeprefix(MEDIA).partition("?")[0].partition("#")[0])


def _load(source):
    with default_storage.open(stored_name(source)) as file:
        content = file.read(settings.IMAGE_MAX_BYTES * 4 + 1)
    if len(content) > settings.IMAGE_MAX_BYTES * 4:
        raise ValueError("the file is too large")
    picture = Image.open(io.BytesIO(content), formats=list(FORMATS))
    if picture.width * picture.height > settings.IMAGE_MAX_PIXELS:
        raise ValueError(f"it has more than {settings.IMAGE_MAX_PIXELS // 1_000_000} million pixels")
    picture.load()
    if max(picture.size) > settings.IMAGE_MAX_SIDE:
        return _smaller(picture)
    return Picture(content, FORMATS[picture.format])


def _smaller(picture):
    stored = picture.format if picture.format in ("JPEG", "PNG") else "PNG"
    picture.thumbnail((settings.IMAGE_MAX_SIDE, settings.IMAGE_MAX_SIDE))
    made = io.BytesIO()
    picture.save(made, stored)
    return Picture(made.getvalue(), FORMATS[stored])
