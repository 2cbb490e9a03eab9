"""Pandoc's tree of an edition's texts, made fit for one file: ids unique, links resolved, nothing raw."""

import re
from dataclasses import dataclass, field

from django.conf import settings

from portal import links
from portal.markdown import links as addresses
from portal.markdown.boxes import LABELS

from . import pandoc

PREFIX = re.compile(r"\Ac\d+__")
GOOD_ID = re.compile(r"[a-z][a-z0-9-]*\Z")


@dataclass
class Trees:
    """The blocks of each shown chapter by its number, of the summary, and of each change's evidence by its key.

    `pictures` names every picture shown.
    """

    chapters: dict
    summary: list
    evidence: dict
    pictures: set = field(default_factory=set)


def grow(publication):
    """Reads all texts of the publication. Raises CannotBuild."""
    told = {} if publication.only else {change.key: change.evidence for change in publication.told if change.evidence}
    texts = {("chapter", chapter.number): chapter.body for chapter in publication.shown}
    texts |= {("evidence", key): text for key, text in told.items()} | {("summary", ""): publication.summary}
    read = pandoc.read(texts)
    pruner = Pruner(publication, links.addresses("document", _documents(read)))
    chapters = {c.number: pruner.blocks(read["chapter", c.number], of=c) for c in publication.shown}
    evidence = {key: pruner.blocks(read["evidence", key]) for key in told}
    summary = pruner.blocks(read["summary", ""])
    pruner.drop_dead_links()
    return Trees(chapters, summary, evidence, pruner.pictures)


def walk(node):
    """Every element below (and with) this node, in order."""
    if isinstance(node, dict):
        if "t" in node:
            yield node
        node = node.get("c", ())
    if isinstance(node, list):
        for child in node:
            yield from walk(child)


def _documents(read):
    targets = (node["c"][2][0] for blocks in read.values() for node in walk(blocks) if node["t"] == "Link")
    return {target.partition(":")[2] for target in targets if target.startswith("document:")}


class Pruner:
    """Makes new trees; remembers which ids there are, and which links want one."""

    def __init__(self, publication, documents):
        self.publication = publication
        self.documents = documents
        self.shown = {chapter.slug for chapter in publication.shown}
        self.slugs = {chapter.slug for chapter in publication.chapters}
        self.ids = {f"{slug}--chapter" for slug in self.shown}
        self.inside = []
        self.pictures = set()

    def blocks(self, blocks, of=None):
        """These blocks as chapter `of` has them, or as text that stands outside the chapters."""
        self.chapter, self.level = of, 1
        return self._blocks(blocks)

    def drop_dead_links(self):
        """A link into the file to an id that it does not have becomes its words."""
        for link in self.inside:
            if link["c"][2][0][1:] not in self.ids:
                link["t"], link["c"] = "Span", [["", [], []], link["c"][1]]

    def _blocks(self, blocks):
        return [made for block in blocks for made in self._block(block)]

    def _block(self, block):
        kind, content = block["t"], block.get("c")
        if kind == "Header":
            yield self._heading(*content)
        elif kind == "Div":
            yield from self._box(*content)
        elif kind == "RawBlock":
            yield {"t": "CodeBlock", "c": [["", [], []], content[1]]}
        elif kind in ("Para", "Plain"):
            yield self._paragraph(kind, content)
        else:
            yield self._any(block)

    def _any(self, node):
        """The same node with what is inside made anew."""
        if isinstance(node, dict):
            if "c" not in node:
                return node
            return {**node, "c": self._any(node["c"])}
        if not isinstance(node, list):
            return node
        if node and all(isinstance(each, dict) and each.get("t") in BLOCKS for each in node):
            return self._blocks(node)
        if node and all(isinstance(each, dict) and each.get("t") in INLINES for each in node):
            return self._inlines(node)
        return [self._any(each) for each in node]

    def _heading(self, level, attributes, words):
        # No level is left out, whatever was typed: a screen reader would look for what is missing.
        self.level = min(max(2, level), self.level + 1)
        return {"t": "Header", "c": [self.level, [self._id(attributes[0]), [], []], self._inlines(words)]}

    def _id(self, written):
        name = PREFIX.sub("", written)
        slug = self.chapter.slug if self.chapter else "text"
        name = name if GOOD_ID.match(name) else f"section-{len(self.ids)}"
        self.ids.add(f"{slug}--{name}")
        return f"{slug}--{name}"

    def _box(self, attributes, content):
        key, kinds, pairs = PREFIX.sub("", attributes[0]), attributes[1], dict(attributes[2])
        inside = self._blocks(content)
        statement = self.publication.by_key.get(key)
        kind = next((kind for kind in kinds if kind == "statement" or kind in LABELS), None)
        if (
            kind == "statement"
            and statement
            and self.chapter
            and statement.chapter.number == self.chapter.number
            and key not in self.ids
        ):
            self.ids.add(key)
            yield {"t": "Div", "c": [[key, ["statement"], []], inside]}
        elif kind == "statement" or kind is None:
            yield from inside
        else:
            kept = [[name, pairs[name].strip()] for name in ("title", "by") if pairs.get(name, "").strip()]
            yield {"t": "Div", "c": [["", [kind], kept], inside]}

    def _paragraph(self, kind, inlines):
        made = self._inlines(inlines)
        if kind == "Para" and [each["t"] for each in made] == ["Image"]:
            caption = made[0]["c"][2][1]
            words = [{"t": "Plain", "c": [{"t": "Str", "c": caption}]}] if caption else []
            return {"t": "Figure", "c": [["", [], []], [None, words], [{"t": "Plain", "c": made}]]}
        return {"t": kind, "c": made}

    def _inlines(self, inlines):
        return [made for inline in inlines for made in self._inline(inline)]

    def _inline(self, inline):
        kind, content = inline["t"], inline.get("c")
        if kind == "RawInline":
            yield {"t": "Str", "c": content[1]}
        elif kind == "Span":
            yield from self._inlines(content[1])
        elif kind == "Note":
            yield {"t": "Note", "c": self._blocks(content)}
        elif kind == "Link":
            yield from self._link(content)
        elif kind == "Image":
            yield from self._image(content)
        else:
            yield self._any(inline)

    def _link(self, content):
        words, target = self._inlines(content[1]), self._target(content[2][0])
        if not target:
            yield from words
            return
        link = {"t": "Link", "c": [["", [], []], words, [target, ""]]}
        if target.startswith("#"):
            self.inside.append(link)
        yield link

    def _target(self, target):
        """Where a link leads from a file: "#id" in it, or a whole address; None when nowhere."""
        scheme, rest = addresses.scheme(target), target.partition(":")[2]
        if target.startswith("#"):
            return self._place(self.chapter.slug, PREFIX.sub("", target[1:])) if self.chapter else None
        if scheme == "statement":
            statement = self.publication.by_key.get(rest)
            return statement and self._place(statement.chapter.slug, rest)
        if scheme == "chapter":
            slug, _, anchor = rest.partition("#")
            return self._place(slug, anchor) if slug in self.slugs else None
        if scheme == "document":
            return settings.SITE_URL + self.documents[rest] if rest in self.documents else None
        if not addresses.may_be_linked(target) or not target:
            return None
        target = addresses.percent_encoded(target)
        return target if scheme else (settings.SITE_URL + target if target.startswith("/") else None)

    def _place(self, slug, anchor):
        if slug not in self.shown:
            hash_sign = f"#{anchor}" if anchor else ""
            return f"{settings.SITE_URL}{self.publication.path}chapters/{slug}/{hash_sign}"
        return f"#{anchor}" if anchor in self.publication.by_key else f"#{slug}--{anchor or 'chapter'}"

    def _image(self, content):
        words, (source, title) = content[1], content[2]
        if not addresses.may_be_shown(source):
            yield from self._inlines(words)
            return
        self.pictures.add(source)
        yield {"t": "Image", "c": [["", [], []], self._inlines(words), [source, title]]}


BLOCKS = {
    "BlockQuote", "BulletList", "CodeBlock", "DefinitionList", "Div", "Figure", "Header", "HorizontalRule",
    "LineBlock", "OrderedList", "Para", "Plain", "RawBlock", "Table",
}  # fmt: skip
INLINES = {
    "Cite", "Code", "Emph", "Image", "LineBreak", "Link", "Math", "Note", "Quoted", "RawInline", "SmallCaps",
    "SoftBreak", "Space", "Span", "Str", "Strikeout", "Strong", "Subscript", "Superscript", "Underline",
}  # fmt: skip


def words_of(inlines):
    """The plain words of inlines."""
    found = []
    for node in walk(inlines):
        if node["t"] in ("Str", "Code"):
            found.append(node["c"] if node["t"] == "Str" else node["c"][1])
        elif node["t"] in ("Space", "SoftBreak", "LineBreak"):
            found.append(" ")
    return "".join(found)
