"""Trees as EPUB and Word show them: statements, boxes and pictures dressed in pandoc's own elements.

Each dressed part carries a class for EPUB's style sheet and a style of the same meaning for Word.
"""

from django.conf import settings

from portal.markdown.boxes import LABELS

from .tree import words_of

STYLES = {
    "statement": "Statement",
    "statement-head": "Statement Head",
    "address": "Statement Address",
    "callout": "Callout",
    "callout-label": "Callout Label",
    "changed": "Changed",
    "notice": "Notice",
    "fact": "Fact",
}


def text(words):
    return {"t": "Str", "c": words}


def strong(*inlines):
    return {"t": "Strong", "c": list(inlines)}


def para(*inlines):
    return {"t": "Para", "c": list(inlines)}


def link(words, target):
    return {"t": "Link", "c": [["", [], []], [text(words)], [target, ""]]}


def div(name, *blocks, key=""):
    style = [["custom-style", STYLES[name]]] if name in STYLES else []
    return {"t": "Div", "c": [[key, [name], style], list(blocks)]}


def heading(level, words, name="", *, classes=()):
    return {"t": "Header", "c": [level, [name, list(classes), []], [text(words)]]}


def terms(pairs):
    """A definition list of (words, blocks)."""
    return {"t": "DefinitionList", "c": [[[text(words)], [blocks]] for words, blocks in pairs]}


def whole(publication, trees, pictures):
    """All blocks of the file after its title."""
    dress = Dresser(publication, pictures)
    blocks = [] if publication.only else about(publication, dress.blocks(trees.summary))
    for chapter in publication.shown:
        blocks.append(heading(1, f"{chapter.number} {chapter.title}", f"{chapter.slug}--chapter"))
        if publication.is_draft:
            blocks.append(div("notice", para(text(f"{publication.when}, not to be cited."))))
        blocks += dress.blocks(trees.chapters[chapter.number])
    if not publication.only and publication.told:
        blocks += changes(publication, {key: dress.blocks(tree) for key, tree in trees.evidence.items()})
    return blocks


def about(publication, summary):
    blocks = [heading(1, "About this edition", "about--chapter")]
    if publication.is_draft:
        blocks.append(div("notice", para(strong(text("This is a draft. It is not released and not to be cited.")))))
    if publication.guideline.notice:
        blocks.append(div("notice", para(text(publication.guideline.notice))))
    facts = [("Edition", [para(text(f"{publication.edition}. {publication.when}."))])]
    facts.append(("Published by", [para(text(settings.PUBLISHER))]))
    if not publication.is_draft:
        facts.append(("Permanent address", [para(link(publication.address, publication.address))]))
        facts.append(("How to cite it", [para(text(publication.citation))]))
        facts.append(("Content hash", [para(text(publication.content_hash))]))
    return [*blocks, *summary, terms(facts)]


def changes(publication, evidence):
    """What changed, by kind, with the reasons."""
    blocks = [heading(1, f"What changed in edition {publication.number}, and why", "changes--chapter")]
    for kind, meaning, found in publication.told_by_kind:
        blocks += [heading(2, kind.label, f"changes--{kind}"), para(text(meaning))]
        for change in found:
            blocks += _change(publication, change, evidence.get(change.key))
    return blocks


def _change(publication, change, evidence):
    name = f"{change.number} {change.name}"
    inside = link(name, f"#{change.key}") if change.key in publication.by_key else text(name)
    said = [("Why", change.reason), ("What to do", change.what_to_do)]
    pairs = [(words, [para(text(value))]) for words, value in said if value]
    if evidence is not None:
        pairs.insert(1, ("On what evidence", evidence))
    if change.kind == "removed":
        pairs.append(("In its place", [para(*_successors(publication, change))]))
    return [div("changed", para(strong(inside))), *([terms(pairs)] if pairs else [])]


def _successors(publication, change):
    heirs = publication.heirs(change)
    if not heirs:
        return [text("Nothing takes its place.")]
    linked = [[link(f"{s.number} {s.name}", f"#{s.key}"), text("; ")] for s in heirs]
    return [inline for pair in linked for inline in pair][:-1]


class Dresser:
    def __init__(self, publication, pictures):
        self.publication = publication
        self.pictures = pictures

    def blocks(self, blocks):
        return [self._dressed(block) for block in blocks]

    def _dressed(self, node):
        if isinstance(node, list):
            return [self._dressed(each) for each in node]
        if not isinstance(node, dict) or "c" not in node:
            return node
        if node["t"] == "Div":
            return self._box(node["c"])
        if node["t"] == "Image":
            return self._image(node["c"])
        if node["t"] == "Figure" and node["c"][2][0]["c"][0]["c"][2][0] not in self.pictures:
            return para(self._image(node["c"][2][0]["c"][0]["c"]))
        return {**node, "c": self._dressed(node["c"])}

    def _box(self, content):
        (key, (kind,), pairs), inside = content
        inside = self._dressed(inside)
        if kind == "statement":
            return self._statement(key, inside)
        pairs = dict(pairs)
        label = LABELS[kind] + (f": {pairs['title']}" if "title" in pairs else "")
        by = [para(text(f"— {pairs['by']}"))] if "by" in pairs else []
        return div("callout", div("callout-label", para(strong(text(label)))), *inside, *by)

    def _statement(self, key, inside):
        statement = self.publication.by_key[key]
        head = [strong(text(f"{statement.number} {statement.name}"))]
        if status := self.publication.status(statement):
            head.append(text(f" · {status}"))
        parts = [div("statement-head", para(*head)), *inside]
        if not self.publication.is_draft:
            address = self.publication.statement_address(key)
            parts.append(div("address", para(link(address, address))))
        return div("statement", *parts, key=key)

    def _image(self, content):
        attributes, words, (source, _) = content
        alt = words_of(words).strip() or "Picture without a description"
        if source not in self.pictures:
            return {"t": "Emph", "c": [text(f"[A picture cannot be shown here. It shows: {alt}]")]}
        return {"t": "Image", "c": [attributes, [text(alt)], [self.pictures[source].data_uri, ""]]}
