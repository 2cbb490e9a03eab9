"""What stored HTML needs on paper, where nothing can be clicked: whole addresses. print.css shows them there only.

Only for HTML that portal.markdown sanitised: attributes stand in double quotes.
"""

import re
from urllib.parse import urljoin

PART = re.compile(
    r'<ul class="statement__links">.*?href="#(?P<key>[^"]+)".*?</ul>|<a href="(?P<link>/[^"]*|\.\./[^"]*)"', re.DOTALL
)


def with_addresses(html, *, edition, chapter):
    """The HTML of a chapter with the permanent address of each statement, and of what its links into this site lead to.

    `edition` is the permanent address of the edition, `chapter` the one that links start from, both with the site.
    """

    def told(part):
        if part["key"]:
            return f'<p class="statement__address">{edition}statements/{part["key"]}/</p>\n{part[0]}'
        return f'<a data-address="{urljoin(chapter, part["link"])}" href="{part["link"]}"'

    return PART.sub(told, html)
