"""What the HTML of a text depends on beside the text itself."""

from collections.abc import Callable
from dataclasses import dataclass, field

from markdown_it.common.utils import escapeHtml

from . import links


@dataclass
class Page:
    """The page that a text is rendered for; `alone` means one statement's wording, on a page about something else."""

    chapter: int | None = None
    statuses: dict = field(default_factory=dict)
    resolve: Callable | None = None
    alone: bool = False
    open_links: list = field(default_factory=list)

    def address(self, target):
        """Where a link to that target leads: "" for words without a link, None for an internal link to nowhere."""
        scheme = links.scheme(target)
        if self.open_links or (self.alone and target.startswith("#")):
            return ""
        if scheme in links.INTERNAL:
            return self.resolve(scheme, target[len(scheme) + 1 :]) if self.resolve else None
        return links.percent_encoded(target) if links.may_be_linked(target) else ""

    def number(self, box):
        """A statement's number as readers see it: "3.1", or "1" where there are no chapters."""
        return str(box.number) if self.chapter is None else f"{self.chapter}.{box.number}"


def hidden(words):
    """Words for people who listen to the page."""
    return f'<span class="nhsuk-u-visually-hidden">{escapeHtml(words)}</span>'
