"""Trees as typst: every word stands in a string literal, so nothing that anybody wrote is ever read as code."""

import re
import unicodedata

from portal.markdown.boxes import LABELS

from .tree import walk, words_of

ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
SPECIAL = re.compile(r'[\\"\n\r\t]')
UNBREAKABLE = re.compile(r"[^\s\u200b]{41,}")
LINE, HALF_A_PAGE = 75, 24  # characters in a line of text; lines
WIDEST = 8  # columns that fit on the page; a wider table goes on below, its first column repeated
ALIGNMENTS = {"AlignLeft": "left", "AlignRight": "right", "AlignCenter": "center", "AlignDefault": "left"}


def quote(text):
    """The text as a typst string literal."""
    return '"' + SPECIAL.sub(lambda found: ESCAPES[found[0]], text) + '"'


def breakable(text):
    """The text with places where a word of more than 40 characters may be broken."""
    return UNBREAKABLE.sub(lambda word: "\u200b".join(re.findall(r"[^/]{1,20}/?|/", word[0])), text)


def words(text):
    """Words in markup: a code expression that is only a string."""
    return f"#{quote(breakable(text))};" if text else ""


def in_its_direction(text, markup):
    """The markup set from right to left if its words start so."""
    sides = (unicodedata.bidirectional(character) for character in text)
    strong = next((side for side in sides if side in ("L", "R", "AL")), "L")
    return markup if strong == "L" else f"#from-the-right[{markup}];"


def is_short(blocks):
    """Whether these blocks surely fit on half a page, so that they need not be parted: "true" or "false" in typst."""
    lines = 0
    for node in walk(blocks):
        if node["t"] in ("Para", "Plain", "Header"):
            lines += 1.5 + len(words_of(node["c"])) // LINE
        elif node["t"] in ("Table", "Image", "CodeBlock", "LineBreak"):
            return "false"
    return "true" if lines <= HALF_A_PAGE else "false"


class Writer:
    """Writes blocks; `files` names the file of each picture, those it lacks show as their words."""

    def __init__(self, publication, files):
        self.publication = publication
        self.files = files

    def blocks(self, blocks):
        return "\n".join(getattr(self, "write_" + block["t"])(block.get("c")) for block in blocks)

    def inlines(self, inlines):
        """Markup without white space of its own; neighbouring words become one string."""
        parts, run = [], []
        for inline in inlines:
            plain = PLAIN.get(inline["t"]) or (inline["t"] == "Str" and inline["c"])
            if plain:
                run.append(plain)
                continue
            parts.append(words("".join(run)))
            run = []
            parts.append(getattr(self, "inline_" + inline["t"])(inline.get("c")))
        return "".join([*parts, words("".join(run))])

    # ── Blocks ───────────────────────────────────────────────────────────────────────────────────

    def write_Para(self, inlines):
        return in_its_direction(words_of(inlines), f"#par[{self.inlines(inlines)}];")

    def write_Plain(self, inlines):
        return self.inlines(inlines)

    def write_Header(self, content):
        level, (name, _, _), inlines = content
        made = f"#heading(level: {level})[{self.inlines(inlines)}]#label({quote(name)});"
        return in_its_direction(words_of(inlines), made)

    def write_CodeBlock(self, content):
        return f"#raw(block: true, {quote(breakable(content[1]))});"

    def write_BlockQuote(self, blocks):
        return f"#quote(block: true)[{self.blocks(blocks)}];"

    def write_BulletList(self, items):
        return f"#list(tight: {_tight(items)}, {self._items(items)});"

    def write_OrderedList(self, content):
        (start, _, _), items = content
        return f"#enum(tight: {_tight(items)}, start: {min(int(start), 10**9)}, {self._items(items)});"

    def _items(self, items):
        return ", ".join(f"[{self.blocks(item)}]" for item in items)

    def write_DefinitionList(self, entries):
        made = []
        for term, meanings in entries:
            meaning = "\n".join(self.blocks(blocks) for blocks in meanings)
            made.append(f"terms.item([{self.inlines(term)}], [{meaning}])")
        return f"#terms(tight: false, {', '.join(made)});"

    def write_HorizontalRule(self, _):
        return "#pause-in-text();"

    def write_Div(self, content):
        (name, (kind,), pairs), inside = content
        if kind == "statement":
            return self._statement(name, inside)
        pairs = dict(pairs)
        facts = f"{quote(kind)}, {quote(LABELS[kind])}, title: {quote(pairs.get('title', ''))}"
        facts += f", by: {quote(pairs.get('by', ''))}, whole: {is_short(inside)}"
        return f"#box-of({facts})[{self.blocks(inside)}];"

    def _statement(self, key, inside):
        statement = self.publication.by_key[key]
        facts = {
            "anchor": key,
            "number": statement.number,
            "title": statement.name,
            "address": "" if self.publication.is_draft else self.publication.statement_address(key),
            "status": self.publication.status(statement),
        }
        given = ", ".join(f"{name}: {quote(value)}" for name, value in facts.items())
        return f"#statement({given}, whole: {is_short(inside)})[{self.blocks(inside)}];"

    def write_Figure(self, content):
        _, (_, caption), inside = content
        image = inside[0]["c"][0]["c"]
        said = words_of(caption)
        return f"#picture-block({self._picture(image)}, caption: {quote(said)});"

    def _picture(self, content):
        _, alt, (source, _) = content
        alt = words_of(alt).strip() or "Picture without a description"
        file = quote(self.files[source]) if source in self.files else "none"
        return f"{file}, alt: {quote(alt)}"

    def write_Table(self, content):
        _, _, columns, (_, head), bodies, (_, foot) = content
        rows = [row for body in bodies for row in [*body[2], *body[3]]] + foot
        head, rows = [cells for _, cells in head], [cells for _, cells in rows]
        sides = [ALIGNMENTS[side["t"]] for side, _ in columns]
        return "\n".join(self._table(head, rows, sides, places) for places in _shares(len(sides)))

    def _table(self, head, rows, sides, places):
        def cells(row):
            return ", ".join(f"[{self.blocks(row[place][4])}]" for place in places if place < len(row))

        chosen = ", ".join(sides[place] for place in places)
        header = f"table.header({', '.join(cells(row) for row in head)}), " if head else ""
        inside = header + "".join(cells(row) + ", " for row in rows)
        note = "" if len(places) == len(sides) else f"Columns {places[1] + 1} to {places[-1] + 1} of {len(sides)}"
        return f"#table-of({len(places)}, ({chosen},), {quote(note)}, {inside});"

    # ── Inside a paragraph ───────────────────────────────────────────────────────────────────────

    def inline_Emph(self, inlines):
        return f"#emph[{self.inlines(inlines)}];"

    def inline_Strong(self, inlines):
        return f"#strong[{self.inlines(inlines)}];"

    def inline_Span(self, content):
        return self.inlines(content[1])

    def inline_Code(self, content):
        return f"#raw({quote(breakable(content[1]))});"

    def inline_LineBreak(self, _):
        return "#linebreak();"

    def inline_Note(self, blocks):
        if blocks and blocks[0]["t"] == "Para":  # its first words stand beside the number
            rest = self.blocks(blocks[1:])
            return f"#footnote[{self.inlines(blocks[0]['c'])}{rest and f'#parbreak();{rest}'}];"
        return f"#footnote[{self.blocks(blocks)}];"

    def inline_Link(self, content):
        _, inlines, (target, _) = content
        where = f"label({quote(target[1:])})" if target.startswith("#") else quote(target)
        return f"#link({where})[{self.inlines(inlines) or words(target)}];"

    def inline_Image(self, content):
        return f"#picture({self._picture(content)});"


PLAIN = {"Space": " ", "SoftBreak": " "}


def _tight(items):
    return "true" if all(block["t"] != "Para" for item in items for block in item) else "false"


def _shares(columns):
    """Which columns each part of a table shows."""
    if columns <= WIDEST:
        return [list(range(columns))]
    step = WIDEST - 1
    return [[0, *range(first, min(first + step, columns))] for first in range(1, columns, step)]
