"""Pandoc's tree of a Word document, reduced to what a chapter may hold; what is lost is noted in words.

The tree is pandoc's JSON: {"t": kind, "c": content}, described in the documentation of pandoc-types.
"""

from collections import Counter

from . import tables

PLAIN_INSTEAD = {
    "Underline": "underlined words (now plain)",
    "SmallCaps": "words in small capitals (now plain)",
    "Strikeout": "struck-out words (now plain)",
    "Superscript": "raised words (now plain)",
    "Subscript": "lowered words (now plain)",
    "Span": "",
}
STATEMENT_STYLE = "statement"


class Tidy:
    """Walks the tree once; `picture` stores a picture and returns its address; `notes` counts what was lost."""

    def __init__(self, picture):
        self.picture = picture
        self.notes = Counter()

    def blocks(self, blocks):
        return [tidy for block in blocks for tidy in self._block(block)]

    def _block(self, block):
        kind, content = block["t"], block.get("c")
        if kind == "Div":
            yield from self._div(content)
        elif kind == "Header":
            yield {"t": "Header", "c": [content[0], ["", [], []], self.inlines(content[2])]}
        elif kind == "Figure":
            yield from self.blocks(content[2])
        elif kind == "Table":
            yield self._table(content)
        elif kind in ("RawBlock", "Null"):
            self.notes["passages in a foreign format (left out)"] += kind == "RawBlock"
        else:
            yield {**block, "c": self._inside(content)} if content is not None else block

    def _div(self, content):
        (_, _, attributes), blocks = content
        style = dict(attributes).get("custom-style", "").lower()
        if style == STATEMENT_STYLE:
            yield {"t": "Div", "c": [["", ["statement"], []], self.blocks(blocks)]}
        else:
            yield from self.blocks(blocks)

    def _table(self, content):
        _, caption, columns, head, bodies, foot = self._inside(content)
        groups = [head[1], *[rows for body in bodies for rows in (body[2], body[3])], foot[1]]
        if any(tables.is_merged(rows) for rows in groups):
            self.notes["tables with merged cells (taken apart: check them)"] += 1
        if not any(groups):
            return {"t": "Para", "c": []}
        plain = [tables.plain_rows(rows, len(columns)) for rows in groups]
        first, *rest = [row for rows in plain for row in rows]
        columns = [[alignment, {"t": "ColWidthDefault"}] for alignment, _ in columns]
        body = [tables.EMPTY, 0, [], rest]
        return {
            "t": "Table",
            "c": [tables.EMPTY, caption, columns, [tables.EMPTY, [first]], [body], [tables.EMPTY, []]],
        }

    def _inside(self, content):
        """Tidies every list of blocks or inlines at any depth of `content`."""
        if not isinstance(content, list):
            return content
        if content and all(isinstance(each, dict) and "t" in each for each in content):
            return self.blocks(content) if any(each["t"] in BLOCKS for each in content) else self.inlines(content)
        return [self._inside(each) for each in content]

    def inlines(self, inlines):
        return [tidy for inline in inlines for tidy in self._inline(inline)]

    def _inline(self, inline):
        kind, content = inline["t"], inline.get("c")
        if kind in PLAIN_INSTEAD:
            self.notes[PLAIN_INSTEAD[kind]] += 1
            yield from self.inlines(content[1] if kind == "Span" else content)
        elif kind == "Image":
            yield from self._image(content)
        elif kind == "Math":
            self.notes["formulas (now as typed text; rewrite them)"] += 1
            yield {"t": "Code", "c": [["", [], []], content[1]]}
        elif kind == "RawInline":
            self.notes["passages in a foreign format (left out)"] += 1
        elif kind == "Link":
            yield {"t": "Link", "c": [["", [], []], self.inlines(content[1]), content[2]]}
        elif kind == "Note":
            yield {"t": "Note", "c": self.blocks(content)}
        elif kind in ("Emph", "Strong", "Quoted", "Cite"):
            yield {**inline, "c": self._inside(content)}
        else:
            yield inline

    def _image(self, content):
        _, words, (source, title) = content
        address = self.picture(source)
        if address is None:
            self.notes["pictures in a format that we cannot show (left out)"] += 1
            return
        yield {"t": "Image", "c": [["", [], []], self.inlines(words), [address, title]]}


BLOCKS = {
    "Plain", "Para", "LineBlock", "CodeBlock", "RawBlock", "BlockQuote", "OrderedList", "BulletList",
    "DefinitionList", "Header", "HorizontalRule", "Table", "Figure", "Div", "Null",
}  # fmt: skip
