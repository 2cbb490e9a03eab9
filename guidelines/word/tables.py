"""Word's tables made plain: one line of words in a cell, and no cell across several rows or columns.

In pandoc's tree a row is [attributes, cells] and a cell [attributes, alignment, rows, columns, blocks].
"""

EMPTY = ["", [], []]


def plain_cell(inlines=()):
    return [EMPTY, {"t": "AlignDefault"}, 1, 1, [{"t": "Plain", "c": list(inlines)}]]


def is_merged(rows):
    return any(cell[2] > 1 or cell[3] > 1 for _, cells in rows for cell in cells)


def plain_rows(rows, width):
    """The same rows with merged cells taken apart: the words stay in the first, the others are empty."""
    waiting = {}  # column: how many further rows a cell above reaches into
    return [[EMPTY, _plain_cells(cells, width, waiting)] for _, cells in rows]


def _plain_cells(cells, width, waiting):
    plain, cells = [], list(cells)
    while len(plain) < width:
        if waiting.get(len(plain)):
            waiting[len(plain)] -= 1
            plain.append(plain_cell())
        elif cells:
            _, _, deep, wide, blocks = cells.pop(0)
            for offset in range(min(wide, width - len(plain))):
                waiting[len(plain)] = deep - 1
                plain.append(plain_cell(words_of(blocks) if offset == 0 else ()))
        else:
            plain.append(plain_cell())
    return plain


def words_of(blocks):
    """The inlines of everything in a cell, one after the other on a single line."""
    line = []
    for inlines in _runs(blocks):
        line += [{"t": "Str", "c": ";"}, {"t": "Space"}] if line else []
        line += [{"t": "Space"} if each["t"] in ("LineBreak", "SoftBreak") else each for each in inlines]
    return line


def _runs(content):
    """Every list of inlines in these blocks, at any depth."""
    if isinstance(content, dict):
        if content["t"] in ("Plain", "Para"):
            yield content["c"]
        elif content["t"] == "Header":
            yield content["c"][2]
        else:
            yield from _runs(content.get("c"))
    elif isinstance(content, list):
        for each in content:
            yield from _runs(each)
