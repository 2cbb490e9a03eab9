"""How the educator's own sheets look, as far as it is kept: widths, number formats, bold, italic, colours, comments.

A look is a plain dict, so that the page's JSON can carry it; it may come from outside:
{"widths": {column from 1: width}, "cells": {"line:column": [number format, is bold, is italic, colour]},
"comments": {"line:column": [text, author]}}.
"""

import re

from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.comments.comment_sheet import CommentSheet
from openpyxl.packaging.relationship import get_dependents, get_rels_path
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.xml.constants import COMMENTS_NS
from openpyxl.xml.functions import fromstring

from .opening import MAX_COLUMNS, MAX_ROWS
from .text import cleaned, for_excel

MOST = 20_000  # cells with a look of their own
LONGEST = 30_000  # characters of a comment
BY_ITSELF = ("yyyy-mm-dd h:mm:ss", "yyyy-mm-dd", "h:mm:ss")  # what a date gets that has no format of its own
PLAIN = ["General", False, False, ""]
COLUMN = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
ATTRIBUTE = re.compile(rb'(min|max|width)="([\d.]{1,12})"')
COLOUR = re.compile(r"[0-9A-F]{8}\Z")
ADDED_BY_EXCEL = re.compile(r"\A\[Threaded comment\].*?\bComment:\s*", re.DOTALL)
BY_RULE = {b"<conditionalFormatting": "colours by rule (conditional formatting)", b"<dataValidation ": "drop-downs"}


def of_cell(cell, seen):
    """The look of a cell that was read, PLAIN for most; `seen` remembers those of this workbook."""
    style = getattr(cell, "_style_id", None)
    if style is None:  # there is no cell here
        return PLAIN
    if style not in seen:
        font, colour = cell.font, cell.fill.fgColor if cell.fill and cell.fill.fill_type == "solid" else None
        is_colour = colour is not None and colour.type == "rgb" and COLOUR.match(str(colour.rgb))
        number_format = "General" if cell.number_format in BY_ITSELF else cell.number_format
        seen[style] = [number_format, bool(font.b), bool(font.i), colour.rgb if is_colour else ""]
    return seen[style]


def widths(xml):
    """{column: width} of the columns that have one of their own."""
    found = {}
    for column in COLUMN.findall(xml[: xml.find(b"<sheetData")]):
        facts = dict(ATTRIBUTE.findall(column))
        if b"width" in facts and b"min" in facts:
            for place in range(int(facts[b"min"]), min(int(facts.get(b"max", facts[b"min"])), MAX_COLUMNS) + 1):
                found[place] = float(facts[b"width"])
    return found


def comments(archive, path):
    """{(line, column from 1): [text, author]} of the comments on that sheet."""
    rels = get_rels_path(path)
    if rels not in archive.namelist():
        return {}
    found = {}
    for part in get_dependents(archive, rels).find(COMMENTS_NS):
        for place, comment in CommentSheet.from_tree(fromstring(archive.read(part.target))).comments:
            column, line = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", place).groups()
            text = ADDED_BY_EXCEL.sub("", cleaned(comment.text or "")).strip()
            author = "" if str(comment.author).startswith("tc=") else str(comment.author or "")
            if text:
                found[int(line), column_number(column)] = [text, author]
    return found


def column_number(letters):
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def lost(xml):
    """What of a sheet is not kept, in words."""
    return [words for mark, words in BY_RULE.items() if mark in xml]


def judged(look):
    """The same look with nothing in it that is not as it should be. Raises TypeError, ValueError, AttributeError."""
    cells = {_place(place): _style(*style) for place, style in list(look.get("cells", {}).items())[:MOST]}
    notes = {
        _place(place): [cleaned(text)[:LONGEST], cleaned(author)[:100]]
        for place, (text, author) in list(look.get("comments", {}).items())[:MOST]
    }
    cells, notes = ({place: said for place, said in one.items() if _is_near(place)} for one in (cells, notes))
    columns = {str(int(place)): min(max(float(width), 1), 255) for place, width in look.get("widths", {}).items()}
    columns = {place: width for place, width in columns.items() if 0 < int(place) <= MAX_COLUMNS}
    found = {"widths": columns, "cells": cells, "comments": notes}
    return {name: values for name, values in found.items() if values}


def _place(place):
    line, _, column = place.partition(":")
    return f"{int(line)}:{int(column)}"


def _is_near(place):
    line, column = map(int, place.split(":"))
    return 0 < line <= MAX_ROWS and 0 < column <= MAX_COLUMNS


def _style(number_format, is_bold, is_italic, colour):
    return [str(number_format)[:200], bool(is_bold), bool(is_italic), colour if COLOUR.match(colour) else ""]


class Dress:
    """Gives the cells of one sheet their look back."""

    def __init__(self, sheet, look):
        self.sheet, self.look = sheet, look
        for place, width in look.get("widths", {}).items():
            sheet.column_dimensions[get_column_letter(int(place))].width = width
        self.last = {}
        for place in [*look.get("cells", {}), *look.get("comments", {})]:
            line, column = map(int, place.split(":"))
            self.last[line] = max(self.last.get(line, 0), column)

    def widened(self, line, row):
        """The row, long enough for every cell of it that has a look."""
        return [*row, *[None] * (self.last.get(line, 0) - len(row))]

    def cell(self, line, column, plain):
        """The cell with its look; `plain` makes it without."""
        style = self.look.get("cells", {}).get(f"{line}:{column}")
        note = self.look.get("comments", {}).get(f"{line}:{column}")
        if style is None and note is None:
            return plain
        value, data_type, quoted = plain.value, plain.data_type, plain.quotePrefix
        cell = WriteOnlyCell(self.sheet, value if data_type != "s" else None)
        if data_type == "s":
            cell.value, cell.data_type = value, "s"
        number_format, is_bold, is_italic, colour = style or PLAIN
        cell.font = Font(name="Calibri", size=11, bold=is_bold, italic=is_italic)
        if colour:
            cell.fill = PatternFill("solid", fgColor=colour)
        if number_format != "General":
            cell.number_format = number_format
        cell.quotePrefix = quoted
        if note:
            cell.comment = Comment(for_excel(note[0]), note[1] or "Comment")
        return cell
