"""The cards on the desk's first page: what needs this person, said by the apps that settings.DESK_CARDS names."""

from dataclasses import dataclass, field

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Line:
    """One thing on a card: the words of its link, where it leads, what is to be said of it, and further links.

    `links` are pairs of words and address; `needs_you` marks what somebody should do something about.
    """

    words: str
    address: str
    note: str = ""
    needs_you: bool = False
    links: list = field(default_factory=list)


@dataclass(frozen=True)
class Card:
    """A title and its lines; `nothing` is the sentence that stands there when there is none."""

    title: str
    lines: list
    nothing: str = "Nothing at the moment."


def of(user):
    """Every card for this person, in the order of the settings.

    Each name in settings.DESK_CARDS is a function that takes the user and gives the cards that they may see, in a
    number of queries that does not grow with what there is.
    """
    return [card for name in settings.DESK_CARDS for card in import_string(name)(user)]
