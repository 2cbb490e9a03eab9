"""Characters that a document may not hold, or that no font of ours has: the PDF shows a box for each of those."""

import dataclasses
import logging
from functools import cache
from pathlib import Path

import font_source_sans_pro
import manimgx_fonts
from fontTools.ttLib import TTFont

from portal.markdown.sanitising import readable

logger = logging.getLogger(__name__)

UNKNOWN = "□"
ALWAYS = {0x9, 0xA, 0xD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0xFE0E, 0xFE0F, 0x2060, 0xAD}
DROPPED = dict.fromkeys([0xFEFF, 0xFFFE, 0xFFFF])  # forbidden in PDF/UA or in XML
ROMAN = "SourceSansPro-Regular.ttf"


def only_readable(publication):
    """The same publication without characters that no document may hold."""
    return _changed(publication, lambda text: readable(text).translate(DROPPED))


def only_known(publication):
    """The same, with UNKNOWN for each character that cannot be printed."""
    lost = set()

    def shown(text):
        unknown = {ord(character) for character in set(text)} - known_at_first()
        unknown = unknown and unknown - known()
        lost.update(unknown)
        return text.translate(dict.fromkeys(unknown, UNKNOWN)) if unknown else text

    made = _changed(only_readable(publication), shown)
    if lost:
        logger.warning("No font has %s; the PDF shows %s.", " ".join(f"U+{code:04X}" for code in sorted(lost)), UNKNOWN)
    return made


def _changed(value, change):
    """The value with every text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_changed(each, change) for each in value]
    if dataclasses.is_dataclass(value):
        fields = {field.name: _changed(getattr(value, field.name), change) for field in dataclasses.fields(value)}
        return dataclasses.replace(value, **fields)
    return value


@cache
def known_at_first():
    """What the text's own font shows, as code points."""
    return _covered(Path(font_source_sans_pro.__file__).parent / "files" / ROMAN) | ALWAYS


@cache
def known():
    """What any of our fonts shows."""
    return known_at_first().union(*map(_covered, Path(manimgx_fonts.__file__).parent.glob("*.ttf")))


def _covered(file):
    with TTFont(file, lazy=True) as font:
        return frozenset(font.getBestCmap())
