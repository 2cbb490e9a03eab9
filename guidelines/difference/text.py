"""The difference between two plain texts, also Markdown read as it was typed: word by word, and nothing lost."""

import re
from dataclasses import dataclass
from html import escape

from . import blocks

MARKS = r"""\s.,;:!?()\[\]{}<>"“”‘’'„«»…–—/|*_`#~^+=\\"""
# A word keeps what stands inside it without a space: 3.1, don’t, and/or, example.org; and a letter its accents.
TOKEN = re.compile(rf"([^{MARKS}]+(?:['’.,:/][^{MARKS}]+)*|[^\s])?(\s*)")
LINES = re.compile(r"[^\n]*\n+|[^\n]+")
NAMES = {"added": ("ins", "Added"), "removed": ("del", "Removed")}


@dataclass(frozen=True)
class Segment:
    """A piece of text that is the "same" in both, "added" in the new one, or "removed" from the old one."""

    kind: str
    text: str


def tokens(text):
    """The words and marks of a text, each with the white space after it; joined they give the text again."""
    return [(match[1] or "", match[2]) for match in TOKEN.finditer(text) if match[0]]


def difference(old, new):
    """Segments in reading order. Those not added make up `old`, those not removed `new`, to the last character."""
    before, after = ([tokens(line) for line in LINES.findall(text)] for text in (old, new))
    keys = [[tuple(word for word, _ in block) for block in blocks_] for blocks_ in (before, after)]
    found = []
    for i, j in blocks.align(*keys):
        if i is None or j is None:
            found += [("removed", _join(before[i]))] if j is None else [("added", _join(after[j]))]
        else:
            found += _inside(before[i], after[j], keys[0][i], keys[1][j])
    return _merged(found)


def _inside(old, new, old_keys, new_keys):
    for run in blocks.runs(old_keys, new_keys):
        gone, come = old[run.i : run.i_end], new[run.j : run.j_end]
        if run.is_same:
            for (word, space), (_, new_space) in zip(gone, come, strict=True):
                yield "same", word
                yield from _spaces(space, new_space)
        else:
            yield from _replaced(gone, come)


def _replaced(gone, come):
    """The space that follows both phrases stays outside the marks."""
    if gone and come and gone[-1][1] == come[-1][1]:
        space = gone[-1][1]
        yield "removed", _join(gone).removesuffix(space)
        yield "added", _join(come).removesuffix(space)
        yield "same", space
    else:
        yield "removed", _join(gone)
        yield "added", _join(come)


def _spaces(old, new):
    if old == new:
        yield "same", old
    else:
        yield "removed", old
        yield "added", new


def _join(pieces):
    return "".join(word + space for word, space in pieces)


def _merged(pieces):
    """Neighbours of one kind as one Segment, and of what was replaced the old before the new."""
    segments, waiting = [], {"removed": "", "added": ""}

    def flush():
        segments.extend(Segment(kind, text) for kind, text in waiting.items() if text)
        waiting.update(removed="", added="")

    for kind, text in pieces:
        if not text:
            continue
        if kind != "same":
            waiting[kind] += text
            continue
        flush()
        if segments and segments[-1].kind == "same":
            segments[-1] = Segment("same", segments[-1].text + text)
        else:
            segments.append(Segment("same", text))
    flush()
    return segments


def mark_opening(kind, *, is_first=True):
    """`<ins>` or `<del>` with what a screen reader says, which a mark that goes on does not repeat."""
    tag, word = NAMES[kind]
    said = f'<span class="nhsuk-u-visually-hidden">{word}: </span>' if is_first else ""
    return f"<{tag}>{said}"


def mark_closing(kind):
    return f"</{NAMES[kind][0]}>"


def marked_text(old, new):
    """Both plain texts as one piece of safe HTML, what changed marked and named."""
    return "".join(
        escape(segment.text)
        if segment.kind == "same" or not segment.text.strip()
        else mark_opening(segment.kind) + escape(segment.text) + mark_closing(segment.kind)
        for segment in difference(old, new)
    )
