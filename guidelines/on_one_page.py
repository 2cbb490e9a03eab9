"""Stored HTML away from the address it was written for.

Only for HTML that portal.markdown sanitised: there `<` always starts a tag and attributes stand in double quotes.
"""

import re
from urllib.parse import urljoin

LINK = re.compile(r'(<a href=")([^"]*)')
ID = re.compile(r'(<(?:h[2-6]|li|a)\b[^>]* id=")([^"]+)')
STATEMENT_ID = re.compile(r'<section class="statement" id="([^"]+)')
LANDMARK = re.compile(r'(<(?:div class="table"[^>]*|section class="footnotes") aria-label=")([^"]+)')
NEIGHBOUR = re.compile(r"\.\./([\w-]+)/(?:#(.+))?\Z")


def join(pages, *, base):
    """The HTML of these chapters ({slug: html}) to stand on one page: {slug: html}.

    Every id but a statement's key gets its chapter's slug in front, and tables and footnotes say whose they are; links
    between the chapters become links in the page, the others start from `base`, the address of the edition.
    """
    keys = {key for html in pages.values() for key in STATEMENT_ID.findall(html)}

    def inside(slug, anchor):
        return f"#{anchor}" if anchor in keys else f"#{slug}--{anchor}"

    def target(slug, link):
        if link.startswith("#"):
            return inside(slug, link[1:])
        if (neighbour := NEIGHBOUR.match(link)) and neighbour[1] in pages:
            return inside(neighbour[1], neighbour[2] or "chapter")
        return urljoin(f"{base}chapters/{slug}/", link)

    def moved(number, slug, html):
        html = LANDMARK.sub(rf"\g<1>\g<2>, chapter {number}", html)
        html = LINK.sub(lambda match: match[1] + target(slug, match[2]), html)
        return ID.sub(rf"\1{slug}--\2", html)

    return {slug: moved(number, slug, html) for number, (slug, html) in enumerate(pages.items(), start=1)}


def rooted(html, *, base):
    """Stored HTML fit to stand on any page; `base` is the address of the chapter it was written for.

    Its links hold there, and its tables, which may stand there twice, are no landmarks.
    """
    html = html.replace(' role="region"', ' role="group"')
    return LINK.sub(lambda match: match[1] + urljoin(base, match[2]), html)
