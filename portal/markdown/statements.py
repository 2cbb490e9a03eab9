"""Statements: the boxes that readers cite, each with a key of its own and a number by position."""

from dataclasses import dataclass

from .headings import KEY
from .plain import plain_text


@dataclass(frozen=True)
class Statement:
    """One statement as it was typed: `source` is the Markdown inside its box, `text` the words alone.

    `professions` are those it is for, () for everybody.
    """

    key: str
    title: str
    source: str
    text: str
    line: int
    professions: tuple = ()


def number_statements(tokens, findings):
    """Number the statement boxes that have a good key; return them, and where in tokens the words of each stand."""
    statements, places, open_boxes = [], {}, []
    for index, token in enumerate(tokens):
        if token.type == "box_open":
            open_boxes.append((token.meta["box"], index))
        elif token.type == "box_close":
            box, opened = open_boxes.pop()
            if box.kind != "statement":
                continue
            inside = slice(opened + 1, index)
            text = plain_text(tokens[inside])
            if not text:
                findings.append((box.line, "This statement is empty. Write its words between the two lines of colons."))
            inside_another = any(outer.kind == "statement" for outer, _ in open_boxes)
            problem = key_problem(box.key, taken=places, inside_another=inside_another)
            if problem:
                findings.append((box.line, problem))
                continue
            places[box.key] = inside
            statements.append(Statement(box.key, box.title, box.source, text, box.line, box.professions))
            box.number = len(statements)
    return statements, places


def key_problem(key, *, taken, inside_another):
    """What keeps a box with this key from being a statement, in an editor's words, or ""."""
    if inside_another:
        return "This statement stands inside another one. Close the first before the second starts."
    if not key:
        return "This statement has no key. Write one into its first line: ::: {.statement #its-key}."
    if not KEY.match(key):
        return (
            f"“{key}” cannot be a statement's key: use up to 60 small letters a–z, digits and hyphens, starting with"
            " a letter."
        )
    if key in taken:
        return f"The key “{key}” is used for more than one statement in this text. Each needs its own."
    return ""
