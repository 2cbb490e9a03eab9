"""What there is to find. Each app says so in a list of Sources that settings.SEARCHABLE names."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.html import strip_tags
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Labelled:
    """Something that results can be narrowed to: what stands in the address, and what readers see."""

    value: str
    name: str


@dataclass
class Entry:
    """One thing that can be found, from `since` until `until`. Texts are plain; the address is a path of this site."""

    kind: str  # one of KINDS
    title: str
    address: str
    text: str = ""
    hint: str = ""  # what stands beside the title: “Statement 2.3”
    place: str = ""  # where it stands: “Assessing leadership learning”
    also: str = ""  # other names it goes by, not shown
    around: str = ""  # words near it, by which it can be found but which are not shown
    number: str = ""  # found when somebody types just that
    guideline: Labelled | None = None
    chapter: Labelled | None = None
    year: int | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass
class Source:
    """Where entries come from, in units that are indexed and forgotten as a whole.

    `stamps()` answers {primary key of a unit: a text that differs whenever its entries do}, in one query, for all that
    is public or will be. `entries(keys)` yields (key, entry) for these units.
    """

    name: str  # of its units, unlike any other source's
    stamps: Callable
    entries: Callable


KINDS = {
    "statement": "Statements",
    "chapter": "Chapters",
    "guideline": "Guidelines",
    "document": "Documents",
    "news": "News and events",
    "page": "Other pages",
}


def stamps_of(rows, *facts):
    """{primary key: these facts in one text}, for a Source whose units are rows."""
    return {pk: "|".join(map(str, rest)) for pk, *rest in rows.order_by("pk").values_list("pk", *facts)}


def plain(html):
    """The words of stored HTML."""
    return " ".join(strip_tags(html).split())


def sources():
    return [source for name in settings.SEARCHABLE for source in import_string(name)]


def stamps():
    """What is public now or will be: {unit: stamp}. One query for each source."""
    return {f"{source.name}:{key}": stamp for source in sources() for key, stamp in source.stamps().items()}


def entries(units):
    """(unit, entry) for everything in these units."""
    for source in sources():
        start = f"{source.name}:"
        keys = [int(unit.removeprefix(start)) for unit in units if unit.startswith(start)]
        for key, entry in source.entries(keys) if keys else ():
            yield f"{start}{key}", entry
