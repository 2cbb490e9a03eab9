"""Characters that no font of ours has: the PDF shows a box for each, rather than not being there."""

import dataclasses
import logging
from functools import cache
from pathlib import Path

import font_source_sans_pro
import manimgx_fonts
from fontTools.ttLib import TTFont

logger = logging.getLogger(__name__)

UNKNOWN = "□"
ALWAYS = {0x9, 0xA, 0xD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0xFE0E, 0xFE0F, 0x2060, 0xAD}
ROMAN = "SourceSansPro-Regular.ttf"


def only_known(publication):
    """The same publication with UNKNOWN for each character that cannot be printed."""
    lost = set()

    def shown(value):
        if isinstance(value, str):
            unknown = {ord(character) for character in set(value)} - known_at_first()
            unknown = unknown and unknown - known()
            lost.update(unknown)
            return value.translate(dict.fromkeys(unknown, UNKNOWN)) if unknown else value
        if isinstance(value, list):
            return [shown(each) for each in value]
        if dataclasses.is_dataclass(value):
            fields = {f.name: shown(getattr(value, f.name)) for f in dataclasses.fields(value)}
            return dataclasses.replace(value, **fields)
        return value

    made = shown(publication)
    if lost:
        logger.warning("No font has %s; the PDF shows %s.", " ".join(f"U+{code:04X}" for code in sorted(lost)), UNKNOWN)
    return made


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
