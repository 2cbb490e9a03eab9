"""Pictures that editors upload: judged by their content, re-encoded, never served as they came."""

import io
import uuid

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageOps

# What Pillow may decode, and what we store it as. GIF becomes a still PNG.
STORED_AS = {"JPEG": ("JPEG", "jpg"), "PNG": ("PNG", "png"), "GIF": ("PNG", "png"), "WEBP": ("WEBP", "webp")}


# The names that we give; nothing else is served.
NAME = r"[0-9a-f-]{36}\.(?:jpg|png|webp)"


class NotAPicture(Exception):
    """The file was refused; the message says why, in the editor's words."""


def store(file):
    """Keeps the picture under a new name and returns its address. Raises NotAPicture."""
    return settings.MEDIA_URL + keep(file)[0]


def keep(file, name=None):
    """Keeps the picture under a new name, or this one; returns that, its width and height. Raises NotAPicture."""
    if file.size > settings.IMAGE_MAX_BYTES:
        raise NotAPicture(f"The picture is larger than {settings.IMAGE_MAX_BYTES // 1024 // 1024} MB.")
    stored_format, ending, picture = _decoded(file)
    if name and not name.endswith(f".{ending}"):
        raise NotAPicture("The name of the picture does not say what it is.")
    if stored_format == "JPEG":
        picture = picture.convert("RGB")
    elif picture.mode not in ("RGB", "RGBA", "L", "LA", "P"):
        picture = picture.convert("RGBA")
    # What a camera wrote into the file, or a person, would be kept from here.
    picture.info = {name: fact for name, fact in picture.info.items() if name == "transparency"}
    content = io.BytesIO()
    picture.save(content, stored_format, quality=85)
    name = name or f"{settings.MARKDOWNX_MEDIA_PATH}{uuid.uuid4()}.{ending}"
    name = default_storage.save(name, ContentFile(content.getvalue()))
    return name, picture.width, picture.height


def check(file):
    """An address as the picture would get it, with nothing kept. Raises NotAPicture."""
    _, ending, _ = _decoded(file)
    return f"{settings.MEDIA_URL}{settings.MARKDOWNX_MEDIA_PATH}{uuid.uuid4()}.{ending}"


def _decoded(file):
    try:
        picture = Image.open(file, formats=list(STORED_AS))
        if picture.width * picture.height > settings.IMAGE_MAX_PIXELS:
            raise Image.DecompressionBombError
        stored_format, ending = STORED_AS[picture.format]
        picture = ImageOps.exif_transpose(picture)
        picture.thumbnail((settings.IMAGE_MAX_SIDE, settings.IMAGE_MAX_SIDE))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        most = settings.IMAGE_MAX_PIXELS // 1_000_000
        raise NotAPicture(f"The picture has more than {most} million pixels.") from None
    except Exception as error:  # damaged files make Pillow raise almost anything
        raise NotAPicture("This is not a picture that we can read. Use a JPEG, PNG, GIF or WebP file.") from error
    return stored_format, ending, picture
