"""What a picture file says besides the picture: where and with what it was taken, by whom, an earlier version of it.

Blocks of the file are left out; what is drawn stays as it is, bit by bit, with its colours and the way it is turned.
"""

import re
import struct
import zlib
from pathlib import Path

from portal.parsers import Refused

from . import picture

ORIENTATION = 0x0112
START, END, SCAN, COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
ALONE = {0x01, *range(0xD0, 0xD8)}  # JPEG markers without a length
APPLICATIONS = range(0xE0, 0xF0)
KEPT_APPLICATIONS = {0xE0: b"JFIF\x00", 0xE2: b"ICC_PROFILE\x00", 0xEE: b"Adobe"}  # all that decoding needs
NEXT_MARKER = re.compile(rb"\xff(?=[^\x00\xd0-\xd7\xff])")  # past the drawing, in which FF is followed by these
PNG_START = b"\x89PNG\r\n\x1a\n"
KEPT_CHUNKS = set(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT pHYs bKGD acTL fcTL fdAT".split())


def answer(path, kind, to):
    """Writes the picture without its traces into the file `to`; answers {}. Raises Refused."""
    with picture.opened(path) as opened:
        turned = opened.getexif().get(ORIENTATION, 1)
    orientation = _orientation(turned) if turned in range(2, 9) else b""
    without = {"jpg": _jpeg, "png": _png}[kind]
    try:
        pieces = without(Path(path).read_bytes(), orientation)
        Path(to).write_bytes(b"".join(pieces))
    except (IndexError, struct.error):
        raise Refused(picture.DAMAGED) from None
    picture.opened(to).close()  # it can still be read
    return {}


def _orientation(turned):
    """The smallest Exif block that says how the picture is to be turned."""
    return b"MM\x00*" + struct.pack(">LHHHLHHL", 8, 1, ORIENTATION, 3, 1, turned, 0, 0)


def _jpeg(content, orientation):
    exif = b"Exif\x00\x00" + orientation
    yield b"\xff\xd8"
    head = b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif if orientation else b""
    place = 2
    while (marker := content[place + 1]) != END:
        if content[place] != 0xFF:
            raise IndexError
        if marker == 0xFF:  # filling
            place += 1
            continue
        end = _end(content, place, marker)
        if not _is_trace(marker, content[place + 4 : place + 20]):
            is_first_block = marker == 0xE0
            yield content[place:end] if is_first_block else head + content[place:end]
            head = head if is_first_block else b""
        place = end
        if place >= len(content):  # cut off after the drawing, which was read whole
            break
    yield b"\xff\xd9"  # other pictures may follow in the file: they stay behind


def _end(content, place, marker):
    """Where that part of a JPEG ends."""
    if marker in ALONE:
        return place + 2
    end = place + 2 + struct.unpack_from(">H", content, place + 2)[0]
    if marker == SCAN:
        found = NEXT_MARKER.search(content, end)
        end = found.start() if found else len(content)
    return end


def _is_trace(marker, start):
    if marker == COMMENT:
        return True
    return marker in APPLICATIONS and not start.startswith(KEPT_APPLICATIONS.get(marker, b"no such block"))


def _png(content, orientation):
    yield PNG_START
    place, name = len(PNG_START), b""
    while name != b"IEND":
        length, name = struct.unpack_from(">L4s", content, place)
        if name in KEPT_CHUNKS:
            yield content[place : place + 12 + length]
        if name == b"IHDR" and orientation:
            yield struct.pack(">L", len(orientation)) + b"eXIf" + orientation + _check(b"eXIf" + orientation)
        place += 12 + length


def _check(chunk):
    return struct.pack(">L", zlib.crc32(chunk))
