"""Markdown in, safe HTML out: the only way text that somebody wrote reaches a page.

The dialect is CommonMark with tables, footnotes, definition lists and boxes (`::: note`), chosen so that pandoc
reads the same text for the downloads. Raw HTML is not part of it: it shows as the characters that were typed.
"""

from .document import MAX_LENGTH, MAX_LINES, Document, Finding, Heading, Link, Statement, TooLong, parse, read
from .pinning import pin_heading_ids
from .sanitising import sanitise

# The reader that makes pandoc understand the text as this package does (give it pinned headings: see pin_heading_ids).
PANDOC_READER = (
    "commonmark_x-alerts-bracketed_spans-emoji-fancy_lists-implicit_header_references-raw_attribute-raw_html"
    "-smart-strikeout-subscript-superscript-task_lists-tex_math_dollars-yaml_metadata_block"
)

__all__ = [
    "MAX_LENGTH",
    "MAX_LINES",
    "PANDOC_READER",
    "Document",
    "Finding",
    "Heading",
    "Link",
    "Statement",
    "TooLong",
    "parse",
    "pin_heading_ids",
    "read",
    "render",
    "sanitise",
]


def render(text, resolve=None):
    """Safe HTML of a text that has no statements to number: news, a page, a preview.

    Raises TooLong like parse().
    """
    return parse(text).html(resolve=resolve)
