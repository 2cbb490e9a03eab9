"""The HTML of everything in the dialect that plain CommonMark lacks or that this site shows in its own way.

Nothing here is the gate: sanitising.py is, and it comes last.
"""

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML

from . import box_html, links
from .headings import level
from .page import hidden
from .plain import inline_text


class Renderer(RendererHTML):
    """One method per kind of token, called with the tokens, a position, the options and {"page": Page}."""

    def box_open(self, tokens, index, options, env):
        after_words = "\n" if index and tokens[index - 1].hidden else ""
        return after_words + box_html.opening(tokens[index].meta["box"], env["page"])

    def box_close(self, tokens, index, options, env):
        return box_html.closing(tokens[index].meta["box"], env["page"])

    def heading_open(self, tokens, index, options, env):
        token = tokens[index]
        if env["page"].alone:
            return f"<h{level(token)}>"
        return f'<h{level(token)} id="{token.meta["id"]}">'

    def heading_close(self, tokens, index, options, env):
        return f"</h{level(tokens[index])}>\n"

    def link_open(self, tokens, index, options, env):
        page, token = env["page"], tokens[index]
        address = page.address(token.attrs["href"])
        if address is None:
            page.open_links.append("</span>")
            return '<span class="dead-link">'
        if not address and token.attrs["href"]:
            page.open_links.append("")
            return ""
        page.open_links.append("</a>")
        title = f' title="{escapeHtml(token.attrs["title"])}"' if token.attrs.get("title") else ""
        return f'<a href="{escapeHtml(address)}"{title}>'

    def link_close(self, tokens, index, options, env):
        return env["page"].open_links.pop()

    def image(self, tokens, index, options, env):
        token = tokens[index]
        source, words = token.attrs["src"], escapeHtml(inline_text(token.children))
        if not links.may_be_shown(source):
            return words
        title = token.attrs.get("title")
        title = f' title="{escapeHtml(title)}"' if title and not token.meta.get("in_figure") else ""
        return f'<img src="{escapeHtml(links.percent_encoded(source))}" alt="{words}"{title} loading="lazy">'

    def figure_open(self, tokens, index, options, env):
        return "<figure>\n"

    def figure_close(self, tokens, index, options, env):
        caption = tokens[index].meta["caption"]
        return f"\n<figcaption>{escapeHtml(caption)}</figcaption>\n</figure>\n" if caption else "\n</figure>\n"

    def table_open(self, tokens, index, options, env):
        label = f"Table {tokens[index].meta['number']}"
        return f'<div class="table" tabindex="0" role="region" aria-label="{label}">\n<table>\n'

    def table_close(self, tokens, index, options, env):
        return "</table>\n</div>\n"

    def th_open(self, tokens, index, options, env):
        return f'<th scope="col"{alignment(tokens[index])}>'

    def td_open(self, tokens, index, options, env):
        return f"<td{alignment(tokens[index])}>"

    def footnote_ref(self, tokens, index, options, env):
        number, mention = footnote(tokens[index])
        page = env["page"]
        if page.alone:
            return ""
        if page.open_links:
            return f'<sup class="footnote-reference">{number}</sup>'
        link = f'<a href="#footnote_{number}" id="reference_{mention}">{hidden("Footnote ")}{number}</a>'
        return f'<sup class="footnote-reference">{link}</sup>'

    def footnote_block_open(self, tokens, index, options, env):
        return '<section class="footnotes" aria-label="Footnotes">\n<ol>\n'

    def footnote_block_close(self, tokens, index, options, env):
        return "</ol>\n</section>\n"

    def footnote_open(self, tokens, index, options, env):
        return f'<li id="footnote_{tokens[index].meta["id"] + 1}">'

    def footnote_close(self, tokens, index, options, env):
        return "</li>\n"

    def footnote_anchor(self, tokens, index, options, env):
        number, mention = footnote(tokens[index])
        place = tokens[index].meta["subId"] + 1
        words = hidden(f" to mention {place} of footnote {number}")
        return f' <a href="#reference_{mention}" class="footnotes__back">Back{words}</a>'


def alignment(cell):
    """The class of a table cell that is not aligned left; the reader gives it as a style, which our CSP forbids."""
    side = str(cell.attrs.get("style", "")).removeprefix("text-align:")
    return f' class="align-{side}"' if side in ("right", "center") else ""


def footnote(token):
    """A footnote's number, and the name of this mention of it: "2" for the first, "2_3" for the third."""
    number, place = token.meta["id"] + 1, token.meta["subId"] + 1
    return number, str(number) if place == 1 else f"{number}_{place}"
