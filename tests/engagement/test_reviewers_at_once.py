"""A button pressed twice at the same moment, and a release at that moment: each over a connection of its own."""

import pytest

from engagement.models import ReviewComment, ReviewLink
from engagement.reviewing import actions
from guidelines.actions import NotADraft
from guidelines.draft import Draft
from guidelines.models import Verdict
from portal import secret_links
from portal.models import AuditEntry
from tests.engagement.reviewing import make_link
from tests.guidelines.test_two_people import at_once as done_at_once
from tests.make import force_release, make_draft, make_editor

pytestmark = pytest.mark.django_db(transaction=True)


def comment(link, chapter):
    said = {"name": "Ada", "words": "Once.", "about": "chapter", "digest": "-", "fingerprint": "-"}
    return actions.comment(link=link, once="the same", chapter=chapter, **said)


def test_two_presses_are_one_comment():
    link, _ = make_link()
    chapter = link.edition.chapters.first()

    outcomes = done_at_once(*[lambda: comment(link, chapter)] * 4)

    assert {outcome.pk for outcome in outcomes} == {ReviewComment.objects.get().pk}


def test_two_presses_are_one_approval():
    link, _ = make_link()
    seen = Draft(link.edition).fingerprint

    outcomes = done_at_once(*[lambda: actions.say(link=link, deed="approve", fingerprint=seen, name="Ada")] * 4)

    assert {outcome.pk for outcome in outcomes} == {Verdict.objects.get().pk}
    assert AuditEntry.objects.filter(did="approved").count() == 1


def test_two_presses_are_one_link():
    draft, by, secret = make_draft(), make_editor(), secret_links.make()[0]

    done_at_once(*[lambda: actions.make_link(edition=draft, by=by, name="Ada", secret=secret)] * 4)

    assert ReviewLink.objects.count() == 1


def test_a_comment_at_the_moment_of_the_release_is_kept_or_refused():
    link, _ = make_link()
    chapter, by = link.edition.chapters.first(), make_editor()

    said, released = done_at_once(lambda: comment(link, chapter), lambda: force_release(edition=link.edition, by=by))

    assert not isinstance(released, Exception)
    assert isinstance(said, NotADraft | ReviewComment)
