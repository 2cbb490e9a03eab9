"""Pictures that editors put into their texts, as portal.images kept them."""

from pathlib import PurePosixPath

from django.conf import settings
from django.views.decorators.http import require_safe

from portal import files, images

TYPES = {".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}
ADDRESS = rf"^media/images/(?P<name>{images.NAME})$"


@require_safe
def picture(request, name):
    """The picture; what is kept under a name never changes."""
    path = PurePosixPath(name)
    stored = files.Stored(
        name=settings.MARKDOWNX_MEDIA_PATH + name,
        filename=name,
        content_type=TYPES[path.suffix],
        etag=f'"{path.stem}"',
        opens_in_browser=True,
        cache="public, max-age=31536000, immutable",
    )
    return files.serve(request, stored, by_us=True)
