"""Pandoc, which makes the downloads, reads the same statements, boxes and headings as the page shows."""

import json
from pathlib import Path

import pypandoc
import pytest

from portal import markdown
from portal.markdown.boxes import KINDS
from portal.markdown.plain import plain_text

SAMPLE = (Path(__file__).parent / "markdown_sample.md").read_text(encoding="utf-8")


def pandoc_blocks(text):
    return json.loads(pypandoc.convert_text(text, "json", format=markdown.PANDOC_READER))["blocks"]


def walk(node):
    """Every element of pandoc's tree, in order."""
    if isinstance(node, dict) and "t" in node:
        yield node
    if isinstance(node, (dict, list)):
        for child in node.values() if isinstance(node, dict) else node:
            yield from walk(child)


def words(node):
    """The words of an element, white space folded; block elements and line breaks end a word."""
    text = "".join(
        element["c"] if element["t"] == "Str" else element["c"][1] if element["t"] in ("Code", "CodeBlock") else " "
        for element in walk(node)
        if element["t"] not in ("Emph", "Strong", "Link", "Quoted")
    )
    return " ".join(text.split())


def divs(text):
    for element in walk(pandoc_blocks(text)):
        if element["t"] == "Div":
            (key, kinds, attributes), content = element["c"]
            yield key, kinds, dict(attributes), content


def our_boxes(text):
    """Each box of a text in order, with the words inside it, by our reading."""
    boxes, opened = [], []
    tokens = markdown.parse(text)._tokens
    for index, token in enumerate(tokens):
        if token.type == "box_open":
            opened.append((len(boxes), index))
            boxes.append(None)
        elif token.type == "box_close":
            place, start = opened.pop()
            inside = [each for each in tokens[start + 1 : index] if not each.type.startswith("box_")]
            boxes[place] = (token.meta["box"], plain_text(inside))
    return boxes


def test_pandoc_finds_the_same_statements():
    theirs = [
        (key, attributes.get("title", ""), words(content))
        for key, kinds, attributes, content in divs(SAMPLE)
        if "statement" in kinds
    ]

    assert [(s.key, s.title, s.text) for s in markdown.parse(SAMPLE).statements] == theirs
    assert len(theirs) == 2


def test_pandoc_finds_the_same_boxes_nested_ones_included():
    theirs = [next(kind for kind in kinds if kind in KINDS) for _, kinds, _, _ in divs(SAMPLE)]

    assert [box.kind for box, _ in our_boxes(SAMPLE)] == theirs
    assert theirs == ["statement", "note", "case-study", "quotation", "statement", "warning", "example"]


def test_pandoc_finds_the_same_heading_ids_once_they_are_pinned():
    pinned = markdown.pin_heading_ids(SAMPLE)
    theirs = [
        (element["c"][1][0], words(element["c"][2]))
        for element in walk(pandoc_blocks(pinned))
        if element["t"] == "Header"
    ]

    assert [(heading.id, heading.title) for heading in markdown.parse(SAMPLE).headings] == theirs


@pytest.mark.parametrize(
    "text",
    [
        "::: note\n::: warning\na\n:::\nb\n:::\nc",
        ":::: note\n::: warning\na\n:::\nb\n::::\nc",
        "::: note\n- a\n:::\nc",
        "::: note\n> a\n:::\nc",
        "- a\n  ::: note\n  b\n  :::\n  ::: warning\n  c\n  :::\n\n:::: example\nd\n::::",
        "> ::: note\n> 1. a\n>    ::: warning\n>    b\n>    :::\n> :::",
        "Term\n: a\n\n  ::: note\n  b\n  :::\n",
        "::: note\npara\n| a |\n|---|\n| 1 |\n:::",
        "para\n:::note\nx\n:::   \nc",
        '  ::: {  .note\ttitle="A &amp; {b}" }  \nx\n   :::\n',
    ],
)
def test_pandoc_ends_boxes_where_we_end_them(text):
    theirs = [(kinds[0], attributes.get("title", ""), words(content)) for _, kinds, attributes, content in divs(text)]

    assert markdown.parse(text).findings == []
    assert [(box.kind, box.title, inside) for box, inside in our_boxes(text)] == theirs
