"""A reviewer without an account reads a draft and comments on it."""

import pytest

from engagement.models import ReviewComment
from tests.engagement.reviewing import at_once, make_link, send_comment  # noqa: F401
from tests.make import make_draft, rewrite

pytestmark = pytest.mark.django_db


def test_try(client, at_once):
    link, address = make_link()
    page = client.get(address)
    assert page.status_code == 200, page.text
    page = client.get(address + "chapters/focus-on-self/")
    open("/tmp/reviewers/ch.html", "w").write(page.text)
    answer = send_comment(client, address + "chapters/focus-on-self/", "statement:self-reflection")
    assert answer.status_code == 303, answer.text
    for end in ("changes/", "verdict/", "chapters/focus-on-self/"):
        page = client.get(address + end)
        assert page.status_code == 200
