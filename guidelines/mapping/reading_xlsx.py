"""A workbook as plain sheets of values: nothing in it is run, pictures and macros are left where they are."""

import io
import re
import warnings
from dataclasses import dataclass, field

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string

from . import looks
from .opening import MAX_COLUMNS, MAX_ROWS, TooManyRows, TooWide, Unreadable, refuse_dangerous_parts
from .text import as_text, from_excel

OURS = ("Mapping", "Coverage", "About")  # whose look is made anew
LAST_ROW = 1_048_576
MERGED = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"')
MAX_FILLED = 100_000


@dataclass
class Sheet:
    """`rows` are the filled ones: {line from 1: its values}. `comments` are {(line, column from 1): [text, author]}.

    `look` is that of looks.py, without the comments; `lost` says in words what of the sheet is not kept.
    """

    title: str
    rows: dict = field(default_factory=dict)
    formulas: int = 0
    is_unmerged: bool = False
    comments: dict = field(default_factory=dict)
    look: dict = field(default_factory=dict)
    lost: list = field(default_factory=list)


def sheets(data):
    """(its sheets, remarks in plain words). Raises Unreadable."""
    names = refuse_dangerous_parts(data)
    remarks = []
    if any(name.endswith("vbaProject.bin") for name in names):
        remarks.append("The file has macros. They were not run and are not in the files that you download here.")
    if any(re.match(r"xl/(media|charts|drawings/drawing)", name) for name in names):
        remarks.append(
            "Pictures, drawings and charts stay in your own file: the files that you download here have none."
        )
    try:
        with warnings.catch_warnings(action="ignore"):  # of parts that openpyxl leaves out, which nobody misses here
            book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            found = [_sheet(sheet, book) for sheet in book.worksheets]
    except Unreadable:
        raise
    except Exception as error:  # openpyxl raises whatever a damaged part makes it stumble over
        raise Unreadable(
            "Part of the file is damaged. Open it in Excel or LibreOffice, save it as a new “Excel Workbook (.xlsx)”"
            " and try again."
        ) from error
    return found, remarks


def _sheet(source, book):
    sheet = Sheet(source.title)
    xml = book._archive.read(source._worksheet_path)
    is_ours, seen, styles = sheet.title in OURS, {}, {}
    source.reset_dimensions()  # some programs write wrong ones
    for line, cells in enumerate(source.iter_rows(max_row=LAST_ROW), start=1):
        values = [_value(cell, sheet, is_ours) for cell in cells]
        for place, cell in enumerate(cells, start=1) if not is_ours else ():
            if (look := looks.of_cell(cell, seen)) != looks.PLAIN and len(styles) < looks.MOST:
                styles[f"{line}:{place}"] = look
        while values and values[-1] in (None, ""):
            values.pop()
        if len(values) > MAX_COLUMNS:
            raise TooWide(f"The sheet “{sheet.title}”")
        if values:
            sheet.rows[line] = values
        if len(sheet.rows) > MAX_ROWS + 1:
            raise TooManyRows(f"The sheet “{sheet.title}”")
    _unmerge(sheet, xml)
    sheet.comments = looks.comments(book._archive, source._worksheet_path)
    if not is_ours:
        widths = {str(place): width for place, width in looks.widths(xml).items()}
        sheet.look, sheet.lost = {"widths": widths, "cells": styles}, looks.lost(xml)
    return sheet


def _value(cell, sheet, is_ours):
    value = cell.value
    if isinstance(value, str) and cell.data_type == "s":
        return from_excel(value)
    if value in ("=TRUE()", "=FALSE()"):  # LibreOffice's way of saving the plain values
        return value == "=TRUE()"
    if cell.data_type == "f":
        sheet.formulas += 1
        return as_text(value)
    if is_ours and isinstance(value, int | float) and not isinstance(value, bool) and "%" in cell.number_format:
        return as_text(value, cell.number_format)
    return value


def _unmerge(sheet, xml):
    """Gives each row of a merged cell the cell's value, so that a key merged over three rows counts for all three."""
    lines, filled = sorted(sheet.rows), 0
    for column, top, bottom in MERGED.findall(xml):
        place, top, bottom = column_index_from_string(column.decode()) - 1, int(top), int(bottom)
        above = sheet.rows.get(top, [])
        value = above[place] if place < len(above) else None
        if value is None or bottom == top:
            continue
        for line in (line for line in lines if top < line <= bottom):
            row = sheet.rows[line]
            row.extend([None] * (place + 1 - len(row)))
            row[place] = value if row[place] is None else row[place]
            filled += 1
            if filled > MAX_FILLED:
                raise Unreadable(f"The sheet “{sheet.title}” has too many merged cells. Unmerge them and try again.")
        sheet.is_unmerged = True
