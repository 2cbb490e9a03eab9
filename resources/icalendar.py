"""An event as an iCalendar file (RFC 5545)."""

from datetime import UTC
from urllib.parse import urlsplit

from django.conf import settings

LINE = 75  # bytes at most, without the line end


def event(item):
    """The file's text: one event, times in UTC."""
    address = settings.SITE_URL + item.get_absolute_url()
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_text(settings.PUBLISHER)}//{_text(settings.SITE_NAME)}//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:news-{item.pk}@{urlsplit(settings.SITE_URL).hostname}",
        f"DTSTAMP:{_time(item.updated_at)}",
        f"LAST-MODIFIED:{_time(item.updated_at)}",
        f"DTSTART:{_time(item.starts_at)}",
        *([f"DTEND:{_time(item.ends_at)}"] if item.ends_at else []),
        f"SUMMARY:{_text(item.title)}",
        f"DESCRIPTION:{_text(item.summary)}",
        *([f"LOCATION:{_text(item.place)}"] if item.place else []),
        f"URL:{address}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _time(moment):
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words):
    escaped = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return " ".join(escaped.split())


def _folded(line):
    """The line in pieces of at most LINE bytes, each but the first after a space; no character is cut."""
    pieces, piece = [], ""
    for sign in line:
        if len((piece + sign).encode()) > LINE - bool(pieces):
            pieces.append(piece)
            piece = ""
        piece += sign
    return "\r\n ".join([*pieces, piece])
