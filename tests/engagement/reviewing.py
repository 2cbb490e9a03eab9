"""What the tests of reviewing start from."""

import re

from engagement.reviewing import actions
from tests.make import make_draft, make_editor


def make_link(edition=None, **said):
    """(link, address) of a review link to a draft."""
    facts = {"by": make_editor(), "name": "Ada Reviewer", "organisation": "A Body"} | said
    link, secret = actions.make_link(edition=edition or make_draft(), **facts)
    return link, actions.address_of(secret)


def field(page, name):
    """The value of a hidden field as the page has it."""
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def about_paragraph(page, words):
    """What a comment on the paragraph with these words is about."""
    return re.search(r'name="about" value="(passage:\w+)"', page[page.index(words) :])[1]


def send_comment(client, address, about="statement:self-reflection", **said):
    """Comments on a chapter by the form that its page holds."""
    page = client.get(address).text
    facts = {"words": "Say it more simply.", "name": "Ada Reviewer", "about": about}
    return client.post(address, {"ticket": field(page, "ticket")} | facts | said)


def send_verdict(client, address, deed="approve", page=None, **said):
    """Approves or asks for changes by the form of that page, fetched now if it was not before."""
    page = page or client.get(f"{address}verdict/").text
    hidden = {name: field(page, name) for name in ("ticket", "seen")}
    return client.post(f"{address}verdict/", hidden | {"deed": deed, "name": "Ada Reviewer", "words": ""} | said)
