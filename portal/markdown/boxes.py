"""Boxes: what stands between `::: note` and `:::`, read as pandoc reads fenced divs.

An opening line only pushes a token and a closing line only pops one, so a text costs time in proportion to its length
however many boxes it opens. Like pandoc, a closing line ends the innermost box that was opened with as many colons or
fewer, and a box never outlives the list item, quotation or footnote that it stands in.
"""

import re
from dataclasses import dataclass, field

from markdown_it.common.utils import unescapeAll

from . import audience

LABELS = {
    "note": "Note",
    "warning": "Warning",
    "example": "Example",
    "case-study": "Case study",
    "quotation": "Quotation",
}
KINDS = {"statement", *LABELS}

BARE_WORD = re.compile(r"[^\s{}]+\Z")
ATTRIBUTE = re.compile(
    r"[ \t]*(?:\.(?P<kind>[^\s{}.#=\"]+)|\#(?P<key>[^\s{}#=\"]+)"
    r"|(?P<name>[A-Za-z_:][\w:.-]*)=(?:\"(?P<quoted>[^\"\\]*)\"|(?P<bare>[^\s\"'=<>`{}\\]+)))(?=[ \t}])"
)


@dataclass
class Box:
    """One box as it was opened; for a statement `source` is filled when it closes and `number` when all are counted."""

    kind: str
    colons: int
    line: int
    key: str = ""
    attributes: dict = field(default_factory=dict)
    source: str = ""
    number: int = 0

    @property
    def title(self):
        return self.attributes.get("title", "").strip()

    @property
    def by(self):
        return self.attributes.get("by", "").strip()

    @property
    def professions(self):
        """Whom a statement is for; () for everybody."""
        return audience.professions(self)


def read_opening(words, *, colons, line):
    """The box that opens with these words after its colons, or None if they are not one word or attributes."""
    if BARE_WORD.match(words):
        return Box(kind=words, colons=colons, line=line)
    if not words.startswith("{"):
        return None
    kinds, keys, attributes, position = [], [], {}, 1
    while found := ATTRIBUTE.match(words, position):
        position = found.end()
        if found["kind"]:
            kinds.append(found["kind"])
        elif found["key"]:
            keys.append(found["key"])
        else:
            attributes[found["name"]] = unescapeAll(found["quoted"] or found["bare"] or "")
    if position == 1 or words[position:].strip() != "}":
        return None
    kind = next((kind for kind in kinds if kind in KINDS), kinds[0] if kinds else "")
    return Box(kind=kind, colons=colons, line=line, key=keys[-1] if keys else "", attributes=attributes)


def colon_line(state, line):
    """The number of colons that line starts with and the words after them; (0, "") if it is no colon line."""
    start = state.bMarks[line] + state.tShift[line]
    if state.is_code_block(line) or not state.src.startswith(":::", start):
        return 0, ""
    text = state.src[start : state.eMarks[line]]
    words = text.lstrip(":")
    return len(text) - len(words), words.strip()


def closed_by(boxes, colons):
    """The position of the box that a line of that many colons closes, or None."""
    return next((place for place in reversed(range(len(boxes))) if boxes[place].colons <= colons), None)


def box_rule(state, line, end_line, silent):
    colons, words = colon_line(state, line)
    if not colons:
        return False
    containers = state.env["containers"]
    if not words:
        if silent and state.sCount[line] < state.blkIndent:
            # The line stands outside this list item or footnote: it may close a box that the item stands in.
            return any(closed_by(boxes, colons) is not None for boxes in containers[:-1])
        place = closed_by(containers[-1], colons)
        if place is None:
            return False
        if not silent:
            close_boxes(state, place, line)
            state.line = line + 1
        return True
    box = read_opening(words, colons=colons, line=line + 1)
    # One level is kept free, because the reader drops what stands at the last one.
    if box is None or state.level >= state.md.options.maxNesting - 1:
        return False
    if not silent:
        token = state.push("box_open", "div", 1)
        token.map = [line, line + 1]
        token.meta = {"box": box}
        containers[-1].append(box)
        state.line = line + 1
    return True


def close_boxes(state, place, line, *, by_its_own_line=True):
    """Close the boxes of this container from that place on, at that line; all but the first want a finding."""
    boxes = state.env["containers"][-1]
    while len(boxes) > place:
        box = boxes.pop()
        if box.kind == "statement":
            box.source = state.getLines(box.line, line, state.blkIndent, False).strip()
        state.push("box_close", "div", -1).meta = {"box": box}
        if len(boxes) > place or not by_its_own_line:
            message = "The box that starts here is not closed. Put a line of ::: after its last line."
            state.env["findings"].append((box.line, message))


def boxes_plugin(reader):
    """Teach the reader boxes, and make every container (one call of its tokenizer) close its own."""
    read_lines = reader.block.tokenize

    def read_container(state, line, end_line):
        if line < end_line and state.level >= state.md.options.maxNesting:
            message = "Too many lists, quotations or boxes stand inside each other here, so what is inside is left out."
            state.env["findings"].append((line + 1, message))
        state.env["containers"].append([])
        read_lines(state, line, end_line)
        close_boxes(state, 0, state.line, by_its_own_line=False)
        state.env["containers"].pop()

    reader.block.tokenize = read_container
    interrupts = {"alt": ["paragraph", "reference", "blockquote"]}
    reader.block.ruler.before("table", "box", box_rule, interrupts)
