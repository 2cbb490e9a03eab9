"""A call, and somebody who fills in the forms of the steering group and of feedback as a browser does."""

import secrets

from django.utils import timezone

from engagement.joining import actions as joining
from engagement.models import Feedback
from tests.engagement.surveys.make import Fields
from tests.engagement.test_taking_part import make_call

JOIN = "/steering-group/express-interest/"
GOOD = {
    "name": "Ada Example",
    "email": "ada@example.org",
    "organisation": "University of Example",
    "role": "Lecturer",
    "profession": "Midwifery",
    "region": "london",
    "why": "I teach it.\r\n\r\nAnd I like it.",
    "consent": "on",
}


def fields_of(page):
    found = Fields(page.split('<main id="main_content">')[1].split("</main>")[0]).found
    found.pop("q", None)
    return {name: values[0] for name, values in found.items()}


def fill_in(client, address, **typed):
    """Opens the form at that address, types, and sends it to where it says."""
    shown = fields_of(client.get(address).text)
    return client.post(address.partition("?")[0], shown | typed)


def apply(client, **typed):
    return fill_in(client, JOIN, **GOOD | typed)


def make_expression(call=None, **facts):
    kept = {name: value for name, value in GOOD.items() if name != "consent"}
    once = secrets.token_urlsafe(12)
    return joining.express(call=call or make_call(opens=-1, closes=1), once=once, facts=kept | facts)[0]


def make_feedback(**facts):
    once = secrets.token_urlsafe(12)
    return Feedback.objects.create(
        **{"once": once, "reference": once, "page": "/news/", "went_wrong": "It hides.", "sent_at": timezone.now()}
        | facts
    )
