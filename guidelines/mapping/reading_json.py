"""The worksheet as our own pages carry it: the workbook's sheets as JSON. It comes from outside: never trusted."""

import base64
import binascii
import json
import zlib
from datetime import datetime

from . import looks
from .opening import MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED, TooManyRows, TooWide, Unreadable
from .reading_xlsx import Sheet

PLAIN = str | int | float | bool | None


def sheets(data):
    """(its sheets, no remarks). Raises Unreadable."""
    try:
        given = json.loads(data)["sheets"]
        return [_sheet(str(title), rows, *look) for title, rows, *look in given], []
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Unreadable(
            "What this page held of your worksheet cannot be read. Upload the file that you saved last."
        ) from error


def _sheet(title, rows, look=None):
    if len(rows) > MAX_ROWS + 1:
        raise TooManyRows(f"The sheet “{title}”")
    if any(len(row) > MAX_COLUMNS for row in rows):
        raise TooWide(f"The sheet “{title}”")
    filled = {line: row for line, row in enumerate(rows, start=1) if any(value not in (None, "") for value in row)}
    look = looks.judged(look or {})
    notes = {tuple(map(int, place.split(":"))): note for place, note in look.pop("comments", {}).items()}
    values = {line: [_value(value) for value in row] for line, row in filled.items()}
    return Sheet(title, values, look=look, comments=notes)


def _value(value):
    if isinstance(value, dict):
        return datetime.fromisoformat(value["date"])
    if isinstance(value, PLAIN):
        return value
    raise TypeError("a list where a value belongs")


def dumped(sheets, remarks=()):
    """JSON that sheets() reads back, without the remarks; dates keep their type."""
    return json.dumps(
        {"sheets": sheets, "remarks": remarks}, ensure_ascii=False, default=_plain, separators=(",", ":")
    ).encode()


def _plain(value):
    return {"date": value.isoformat()} if hasattr(value, "year") else str(value)


def packed(data):
    """As a form field carries it."""
    return base64.b64encode(zlib.compress(data)).decode()


def unpacked(field):
    """What packed() was given. Raises Unreadable."""
    try:
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(base64.b64decode(field, validate=True), MAX_UNPACKED)
    except (binascii.Error, zlib.error, ValueError) as error:
        raise Unreadable("The page was damaged on its way. Upload the file that you saved last.") from error
    if unpacker.unconsumed_tail:
        raise Unreadable("The worksheet is too large to be carried from page to page. Upload your file instead.")
    return data
