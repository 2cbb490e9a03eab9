"""What counts as Markdown here: one reader, put together once and shared by everybody.

Each parse keeps its own notes in the `env` that travels with it, so threads can share the reader.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import table
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_def, footnote_ref

from .boxes import boxes_plugin
from .figures import make_figures
from .headings import take_ids_written_in_headings
from .rendering import Renderer

# Lists, quotations and boxes may stand inside each other this deep, counted in HTML elements. The reader works through
# a nested line once per level, so the limit keeps its time, and the recursion of its rules, in proportion to the text.
DEEPEST = 16

# A row may leave cells out and still gets them all, so a few lines could ask for any number.
MOST_TABLE_CELLS = 20_000

FOOTNOTE_MARK = re.compile(r"\[\^[^\s\]]{1,100}\]")


def table_of_bearable_size(state, line, end_line, silent):
    """A table, cut off where the text has had all the cells that it may have."""
    columns = state.src.count("|", state.bMarks[line], state.eMarks[line]) + 1
    # Rows that fit, the header's included; its second line, which draws the columns, has no cells.
    rows = (MOST_TABLE_CELLS - state.env["table_cells"]) // columns
    last_line = min(end_line, line + rows + 1)
    if rows < 1 or not table(state, line, last_line, silent):
        return False
    state.env["table_cells"] += columns * (state.line - line - 1)
    for row in range(line + 2, state.line):
        if "|" not in state.src[state.bMarks[row] : state.eMarks[row]]:
            message = "This line has become a row of the table above it. Put an empty line between them."
            state.env["findings"].append((row + 1, message))
    if state.line == last_line < end_line:
        message = f"The table is cut off here. A text may have at most {MOST_TABLE_CELLS:,} cells in its tables."
        state.env["findings"].append((last_line + 1, message))
    return True


def short_footnote_reference(state, silent):
    """A footnote reference whose mark is at most 100 characters long.

    The plugin's own rule looks for the closing bracket up to the end of the paragraph, each time one opens: a line of
    nothing but `[^` would take minutes.
    """
    return FOOTNOTE_MARK.match(state.src, state.pos, state.posMax) is not None and footnote_ref(state, silent)


def footnote_outside_footnotes(state, line, end_line, silent):
    """A footnote's own text, unless it stands inside another footnote: the plugin would lose count of its tokens."""
    if silent:
        return footnote_def(state, line, end_line, silent)
    if state.env["inside_footnote"]:
        return False
    state.env["inside_footnote"] = True
    found = footnote_def(state, line, end_line, silent)
    state.env["inside_footnote"] = False
    return found


def check_footnotes(state):
    """Findings for footnotes that nothing mentions (they are left out) and for those that mention footnotes.

    A footnote that mentions itself, if only through another, makes pandoc build the downloads without end.
    """
    labels = state.env.get("footnotes", {}).get("refs", {})
    label = None
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            label, line = token.meta["label"], token.map[0] + 1
            if labels[f":{label}"] < 0:
                message = f"The footnote [^{label}] is not mentioned in the text, so it is left out."
                state.env["findings"].append((line, message))
        elif token.type == "footnote_reference_close":
            label = None
        elif label and any(child.type == "footnote_ref" for child in token.children or ()):
            message = f"The footnote [^{label}] mentions a footnote. Write what that one says into this one."
            state.env["findings"].append((line, message))


def make_reader():
    reader = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False, "maxNesting": DEEPEST})
    reader.enable("table").use(footnote_plugin, inline=False).use(deflist_plugin).use(boxes_plugin)
    # As for pandoc, a table starts after an empty line or a block that ended: it never cuts a paragraph short.
    reader.block.ruler.at("table", table_of_bearable_size, {"alt": []})
    reader.block.ruler.at("footnote_def", footnote_outside_footnotes, {"alt": ["paragraph", "reference"]})
    reader.inline.ruler.at("footnote_ref", short_footnote_reference)
    reader.core.ruler.after("block", "heading_ids", take_ids_written_in_headings)
    reader.core.ruler.before("footnote_tail", "check_footnotes", check_footnotes)
    reader.core.ruler.push("figures", make_figures)
    reader.renderer = Renderer()
    # Addresses stay as typed until they are judged (links.py): a refused link is then a finding, not a puzzle.
    reader.normalizeLink = lambda address: address
    reader.validateLink = lambda address: True
    return reader


READER = make_reader()
