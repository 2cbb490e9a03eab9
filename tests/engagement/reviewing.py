"""What the tests of reviewing start from."""

import pytest

from engagement.reviewing import actions
from portal import public_forms
from tests.make import make_draft, make_editor


def make_link(edition=None, **said):
    """(link, address) of a review link to a draft."""
    facts = {"by": make_editor(), "name": "Ada Reviewer", "organisation": "A Body"} | said
    link, secret = actions.make_link(edition=edition or make_draft(), **facts)
    return link, actions.address_of(secret)


@pytest.fixture
def at_once(monkeypatch):
    """Forms may be sent as soon as they are shown."""
    monkeypatch.setattr(public_forms, "SOONEST", -1)


def field(page, name, about=None):
    """The value of a hidden field as the page has it."""
    import re

    start = page.index(f'name="about" value="{about}"') - 400 if about else 0
    return re.search(rf'name="{name}" value="([^"]*)"', page[max(start, 0) :])[1]


def send_comment(client, page_address, about, words="Say it more simply.", name="Ada Reviewer", **more):
    page = client.get(page_address).text
    data = {"ticket": field(page, "ticket"), "about": about, "words": words, "name": name}
    return client.post(page_address, data | more)
