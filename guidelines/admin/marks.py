"""Two texts as the desk shows them: what was removed and added is marked and said; what is the same is folded."""

from dataclasses import dataclass
from html import escape

from django.utils.safestring import mark_safe

from guidelines.difference import difference
from guidelines.difference.text import mark_closing, mark_opening

AROUND = 3  # lines left standing beside a change


@dataclass(frozen=True)
class Folded:
    """Safe HTML of each text with its own marks, and of both in one, with how many passages differ."""

    old: str
    new: str
    both: str
    removed: int
    added: int


def marked(old, new):
    """[Folded] of these two plain texts, so that it can follow a name in a tuple."""
    segments = difference(old, new)
    return [
        Folded(
            old=_html(segments, {"same", "removed"}),
            new=_html(segments, {"same", "added"}),
            both=_html(segments, {"same", "removed", "added"}),
            removed=_count(segments, "removed"),
            added=_count(segments, "added"),
        )
    ]


def _count(segments, kind):
    return sum(segment.kind == kind and bool(segment.text.strip()) for segment in segments)


def _html(segments, kinds):
    segments, written = [segment for segment in segments if segment.kind in kinds], []
    for place, segment in enumerate(segments):
        if segment.kind == "same":
            written.append(_folded(segment.text, is_first=place == 0, is_last=place == len(segments) - 1))
        elif segment.text.strip():
            written.append(mark_opening(segment.kind) + escape(segment.text) + mark_closing(segment.kind))
        else:
            is_replaced = segment.kind == "removed" and "added" in kinds
            written.append("" if is_replaced else escape(segment.text))
    return mark_safe("".join(written))  # noqa: S308 - every text in it is escaped above


def _folded(text, *, is_first, is_last):
    """The text; where it is long, its middle is folded away under a line that says how much it is."""
    lines = text.splitlines(keepends=True)
    before, after = (0 if is_first else AROUND), (0 if is_last else AROUND)
    middle = lines[before : len(lines) - after]
    if len(middle) <= 2 * AROUND:
        return escape(text)
    start, end = "".join(lines[:before]), "".join(lines[len(lines) - after :])
    return (
        f"{escape(start)}<details><summary>{len(middle)} lines that are the same</summary>"
        f"{escape(''.join(middle))}</details>{escape(end)}"
    )
