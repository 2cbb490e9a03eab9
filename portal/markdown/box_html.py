"""The HTML around the words of a box."""

from markdown_it.common.utils import escapeHtml

from . import audience
from .boxes import LABELS
from .page import hidden

STATES = {"new", "amended", "clarified", "moved"}


def opening(box, page):
    """What stands before the words of a box; nothing for a box whose name is unknown."""
    if box.kind == "statement":
        return statement_opening(box, page)
    if box.kind not in LABELS:
        return ""
    tag = 'figure class="callout callout--quotation"'
    if box.kind != "quotation":
        tag = f'div class="callout callout--{box.kind}" role="note"'
    title = f': <span class="callout__title">{escapeHtml(box.title)}</span>' if box.title else ""
    inner = "<blockquote>\n" if box.kind == "quotation" else ""
    return f'<{tag}>\n<p class="callout__label">{LABELS[box.kind]}{title}</p>\n{inner}'


def closing(box, page):
    """What stands after the words of a box."""
    if box.kind == "statement":
        return f"</div>\n{statement_links(box, page) if box.number else ''}</section>\n"
    if box.kind == "quotation":
        source = f"<figcaption>{escapeHtml(box.by)}</figcaption>\n" if box.by else ""
        return f"</blockquote>\n{source}</figure>\n"
    return "</div>\n" if box.kind in LABELS else ""


def statement_opening(box, page):
    """The head of a statement. One that cannot be cited (see its finding) shows its words without number and id."""
    name = escapeHtml(box.title or box.key)
    title = f'<span class="statement__title">{name}</span>' if name else ""
    if not box.number:
        head = f'<p class="statement__head">{title}</p>\n' if title else ""
        return f'<section class="statement" aria-label="Statement">\n{head}<div class="statement__words">\n'
    number = page.number(box)
    return (
        f'<section class="statement" id="{box.key}" aria-label="Statement {number}">\n'
        f'<p class="statement__head"><b>{number}</b> {title}{state(page.statuses.get(box.key))}{for_whom(box)}</p>\n'
        '<div class="statement__words">\n'
    )


def state(label):
    """What became of a statement, said in words; the first word also chooses its looks."""
    if not label:
        return ""
    name = label.split()[0].lower()
    modifier = f" state--{name}" if name in STATES else ""
    return f' <span class="state{modifier}">{escapeHtml(label)}</span>'


def for_whom(box):
    """The professions that a statement is for, in words; nothing for everybody."""
    words = audience.in_words(box.professions)
    return f' <span class="statement__for">{escapeHtml(words)}</span>' if words else ""


def statement_links(box, page):
    """The quiet line under a statement. Its addresses hold for a current and for a pinned chapter alike."""
    ways = [
        ("Link", f"#{box.key}"),
        ("Cite", f"../../statements/{box.key}/cite/"),
        ("What changed", f"../../statements/{box.key}/"),
        ("Add to my map", f"../../map/?add={box.key}#map-{box.key}"),
    ]
    which = hidden(f": statement {page.number(box)}")
    items = "".join(f'<li><a href="{address}">{name}{which}</a></li>' for name, address in ways)
    return f'<ul class="statement__links">{items}</ul>\n'
