"""PNG and JPEG, decoded whole by Pillow."""

import warnings
import zipfile

from PIL import Image

from portal.parsers import Refused

from .pdf import TWO_IN_ONE

MOST_PIXELS = 60_000_000
KINDS = {"PNG": "png", "JPEG": "jpg", "MPO": "jpg"}  # the last: a JPEG with more pictures behind it, as phones take
DAMAGED = "This picture is damaged or cut short. Save it again from the program it was made with."
TOO_LARGE = f"This picture has more than {MOST_PIXELS // 1_000_000} million pixels. Make it smaller."


def judge(path):
    """The facts of a picture that can be decoded to its last line. Raises Refused."""
    if zipfile.is_zipfile(path):
        raise Refused(TWO_IN_ONE.replace("PDF", "picture"))
    with opened(path) as picture:
        return {"kind": KINDS[picture.format]}


def opened(path):
    """The decoded picture. Raises Refused."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(path, formats=list(KINDS))
        if picture.width * picture.height > MOST_PIXELS:
            raise Refused(TOO_LARGE)
        picture.load()
    except (Refused, MemoryError):
        raise
    except Image.DecompressionBombError:
        raise Refused(TOO_LARGE) from None
    except Exception as error:  # damaged files make Pillow raise almost anything
        raise Refused(DAMAGED) from error
    return picture
