"""Text on its way into a file and back: nothing may be taken for a formula, nothing may change."""

import re
from datetime import date, datetime, time

from portal.cells import DANGEROUS, cleaned, for_csv, from_csv  # noqa: F401 - mapping takes all its text functions here

from .opening import MAX_CELL

LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
ESCAPED_UNDERSCORE = re.compile(r"_x005[Ff]_(?=x[0-9A-Fa-f]{4}_)")


def folded(text):
    return " ".join(text.split()).casefold()


def for_excel(text):
    """As Excel writes text that looks like one of its own escapes (_x0041_)."""
    return LOOKS_ESCAPED.sub("_x005F_", text)


def from_excel(text):
    return ESCAPED_UNDERSCORE.sub("_", text)


def is_too_long(text):
    return len(for_excel(text).encode("utf-16-le")) // 2 > MAX_CELL  # Excel counts as UTF-16 does


def as_text(value, number_format="General"):
    """A cell's value as the educator sees it, formulas as they were typed."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(getattr(value, "text", None) or value)  # an array formula


def _number(value, number_format):
    if "%" in number_format and '"' not in number_format:
        return f"{value * 100:.10g}%"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else repr(value)
