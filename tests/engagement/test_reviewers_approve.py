"""A reviewer approves a draft or asks for changes: about the text they saw, or not at all."""

import pytest

from engagement.reviewing import actions
from guidelines import actions as guidelines_actions
from guidelines.actions.reviewing import StaleReview
from guidelines.draft import Draft
from guidelines.models import Edition, Verdict
from portal.models import AuditEntry
from tests.engagement.reviewing import make_link, send_verdict
from tests.make import make_editor, rewrite

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(at_once):
    return make_link()


def test_an_approval_is_bound_to_the_text_and_audited_with_the_name(client, link):
    edition = link[0].edition

    answer = send_verdict(client, link[1], name="Ada R. Reviewer", words="Ready.")

    verdict = Verdict.objects.get()
    assert answer.status_code == 303
    assert (verdict.kind, verdict.name, verdict.link) == ("approved", "Ada R. Reviewer", link[0].label)
    assert verdict.fingerprint == Draft(edition).fingerprint
    entry = AuditEntry.objects.first()
    assert (entry.who, entry.did, entry.reason) == ("Ada R. Reviewer", "approved", "Ready.")
    assert "Ada R. Reviewer</strong> approved it" in client.get(link[1]).text


def test_an_approval_lets_the_publisher_release(client, link):
    send_verdict(client, link[1])

    edition = guidelines_actions.release(edition=link[0].edition, by=make_editor())

    assert edition.release.approval == Verdict.objects.get()


def test_asking_for_changes_needs_words(client, link):
    answer = send_verdict(client, link[1], "changes")

    assert answer.status_code == 422
    assert "Say what should change." in answer.text
    assert send_verdict(client, link[1], "changes", words="Add a source.").status_code == 303
    assert Verdict.objects.get().kind == "changes"


def test_a_draft_that_changed_meanwhile_is_not_approved_and_the_change_is_shown(client, link):
    page = client.get(f"{link[1]}verdict/").text
    rewrite(link[0].edition, "focus-on-self", "time to reflect", "an hour to reflect")

    answer = send_verdict(client, link[1], page=page, words="My words.")

    assert answer.status_code == 409
    assert "The draft changed after you opened this page" in answer.text
    assert "Focus on self" in answer.text
    assert "an hour" in answer.text and "<ins>" in answer.text
    assert "Working with others" not in answer.text
    assert "My words." in answer.text
    assert not Verdict.objects.exists()
    assert send_verdict(client, link[1], page=answer.text).status_code == 303


def test_a_new_and_a_removed_chapter_are_named(client, link):
    edition, page = link[0].edition, client.get(f"{link[1]}verdict/").text
    guidelines_actions.add_chapter(edition=edition, title="Brand new", slug="brand-new", body="Words.")
    guidelines_actions.remove_chapter(chapter=edition.chapters.get(slug="working-with-others"))

    answer = send_verdict(client, link[1], page=page).text

    assert "Brand new" in answer and "This chapter is new." in answer
    assert "Working with others" in answer and "This chapter was removed." in answer


def test_a_forged_note_of_what_was_seen_approves_nothing(client, link):
    answer = send_verdict(client, link[1], seen=Draft(link[0].edition).fingerprint)

    assert answer.status_code == 409
    assert not Verdict.objects.exists()


def test_an_edit_drops_the_approval_and_reviewers_see_it(client, link):
    send_verdict(client, link[1])
    rewrite(link[0].edition, "focus-on-self", "time to reflect", "an hour to reflect")

    assert "The text has changed since, so this no longer counts" in client.get(link[1]).text
    with pytest.raises(guidelines_actions.Refused):
        guidelines_actions.release(edition=Edition.objects.get(pk=link[0].edition_id), by=make_editor())


def test_a_double_click_is_one_approval(client, link):
    page = client.get(f"{link[1]}verdict/").text

    answers = [send_verdict(client, link[1], page=page).status_code for _ in range(2)]

    assert answers == [303, 303]
    assert Verdict.objects.count() == 1


def test_the_action_refuses_a_text_that_was_not_seen(link):
    with pytest.raises(StaleReview):
        actions.say(link=link[0], deed="approve", fingerprint="0" * 64, name="Ada")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"name": ""}, "Write your name."),
        ({"words": "Long " * 2000}, "at most 5000 fit"),
        ({"deed": "explode"}, "Use one of the two buttons."),
        ({"words": "a\x00b"}, "Null characters"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(client, link, said, why):
    answer = send_verdict(client, link[1], **said)

    assert answer.status_code == 422
    assert why in answer.text
    assert not Verdict.objects.exists()


def test_a_first_edition_has_no_changes_to_show(client, link):
    assert "everything in it is new" in client.get(f"{link[1]}changes/").text


def test_a_chapter_that_only_moved_is_said(client, link):
    edition, page = link[0].edition, client.get(f"{link[1]}verdict/").text
    guidelines_actions.move_chapter(chapter=edition.chapters.get(slug="focus-on-self"), position=2)

    answer = send_verdict(client, link[1], page=page)

    assert answer.status_code == 409
    assert "Their order" in answer.text
