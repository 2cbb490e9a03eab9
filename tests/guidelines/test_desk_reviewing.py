"""Reviewing, approving, releasing without approval and unscheduling at the desk, and who may do which."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from guidelines import actions
from guidelines.draft import Draft
from guidelines.models import Edition, Release, Review, Verdict
from tests.make import force_release, make_draft, make_editor, rewrite

pytestmark = pytest.mark.django_db
NOBODY_MAY = "no.such_permission"


def make_member(group, **fields):
    person = make_editor(NOBODY_MAY, **fields)
    person.groups.add(Group.objects.get(name=group))
    return person


@pytest.fixture
def editor(client):
    client.person = make_member("Editor", first_name="Grace", last_name="Example")
    client.force_login(client.person)
    return client


@pytest.fixture
def publisher(client):
    client.person = make_member("Publisher")
    client.force_login(client.person)
    return client


def at(name, draft):
    return reverse(f"admin:guidelines_edition_{name}", args=[draft.pk])


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def verdict(desk, draft, deed, words=""):
    page = desk.get(at("review", draft)).text
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    return desk.post(at("review", draft), {"deed": deed, "seen": seen, "words": words}, follow=True)


# ── Reviewing ────────────────────────────────────────────────────────────────────────────────────


def test_an_editor_asks_for_a_review_and_the_desk_says_so(editor):
    draft = make_draft()

    answer = editor.post(at("review", draft), {"deed": "ask", "note": "Look at chapter 1."}, follow=True)

    assert said(answer) == [f"You asked for a review of {draft}."]
    assert "In review" in answer.text
    assert "Grace Example asked for a review" in answer.text
    assert "Look at chapter 1." in answer.text
    assert "Review this draft…" in answer.text
    assert "Grace Example asked for a review." in editor.get("/admin/").text


def test_a_second_editor_approves_and_a_later_edit_drops_it_visibly(editor):
    draft = make_draft()

    answer = verdict(editor, draft, "approve", "Well done.")

    assert said(answer) == [f"You approved {draft}."]
    assert re.search(r"Approved by\s+Grace Example", answer.text)
    chapter = draft.chapters.first()
    chapter.title = "Other"
    actions.save_chapter(chapter=chapter, by=make_editor(first_name="Ada", last_name="Changed"))
    page = editor.get(at("change", draft)).text
    assert re.search(r"Approved by Grace Example on [^<]*, but changed since\s+by Ada Changed", page)
    assert "the text has changed since" in editor.get(at("review", draft)).text


def test_who_changed_the_draft_last_is_told_and_has_no_button(editor):
    draft = make_draft()
    actions.save_summary(edition=draft, summary="Much.", by=editor.person)

    page = editor.get(at("review", draft))

    assert "somebody else has to approve it" in page.text
    assert 'value="approve"' not in page.text
    seen = Draft(Edition.objects.get()).fingerprint
    answer = editor.post(at("review", draft), {"deed": "approve", "seen": seen, "words": ""})
    assert "so somebody else has to approve it" in said(answer)[0]
    assert not Verdict.objects.exists()


def test_what_was_typed_about_a_text_that_changed_meanwhile_is_kept(editor):
    draft = make_draft()
    seen = Draft(draft).fingerprint
    rewrite(draft, "focus-on-self", "noticing", "noticing more")

    page = editor.post(at("review", draft), {"deed": "changes", "seen": seen, "words": "Too long a sentence."})

    assert said(page) == ["The text has changed since you opened it. Look at it again, then say what you think of it."]
    assert "Too long a sentence." in page.text
    assert seen not in page.text


def test_a_request_for_changes_without_words_is_answered_in_a_sentence(editor):
    draft = make_draft()

    assert said(verdict(editor, draft, "changes")) == ["Say what should change."]


@pytest.mark.parametrize("deed", ["ask", "approve", "changes"])
def test_who_may_only_look_says_nothing(client, deed):
    client.force_login(make_editor("guidelines.view_edition"))
    draft = make_draft()

    typed = {"deed": deed, "seen": Draft(draft).fingerprint, "words": "W", "note": ""}
    assert client.post(at("review", draft), typed).status_code == 403
    assert not Review.objects.exists()
    assert not Verdict.objects.exists()


def test_hostile_words_do_no_harm(editor):
    draft = make_draft()

    page = verdict(editor, draft, "changes", "<script>alert(1)</script>\u202e")
    assert "<script>alert(1)" not in page.text
    page = verdict(editor, draft, "changes", "a\x00b")
    assert "Null characters are not allowed." in page.text
    page = verdict(editor, draft, "changes", "x" * 5001)
    assert "at most 5000 characters" in page.text


# ── Releasing ────────────────────────────────────────────────────────────────────────────────────


def test_an_editor_cannot_release_and_a_publisher_has_to_say_why(editor):
    draft = make_draft()
    assert editor.get(at("release", draft)).status_code == 403

    editor.force_login(make_member("Publisher"))
    page = editor.get(at("release", draft))
    assert "Why it cannot wait for an approval" in page.text
    seen = re.search(r'name="seen" value="(\w+)"', page.text)[1]
    page = editor.post(at("release", draft), {"seen": seen, "at_0": "", "at_1": "", "reason": " "})
    assert "This field is required." in page.text
    assert Edition.objects.get().is_draft

    answer = editor.post(at("release", draft), {"seen": seen, "at_0": "", "at_1": "", "reason": "Law."}, follow=True)

    assert "Released without approval" in answer.text
    assert "Law." in answer.text
    assert "Released, without approval" in editor.get(reverse("admin:guidelines_edition_changelist")).text
    assert "Released without approval" in editor.get("/admin/").text


def test_an_approved_draft_is_released_without_a_reason(publisher):
    draft = make_draft()
    actions.approve(edition=draft, by=make_editor(), fingerprint=Draft(draft).fingerprint)
    page = publisher.get(at("release", draft)).text
    assert "Why it cannot wait" not in page

    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    publisher.post(at("release", draft), {"seen": seen, "at_0": "", "at_1": ""})

    assert Release.objects.get().approval


def test_who_may_release_but_not_force_waits_for_an_approval(client):
    client.force_login(make_editor("guidelines.release_edition", "guidelines.view_edition"))
    draft = make_draft()

    assert "It can be released once" in client.get(at("release", draft)).text
    client.post(at("release", draft), {"seen": Draft(draft).fingerprint, "at_0": "", "at_1": "", "reason": "Me."})

    assert Edition.objects.get().is_draft


def test_a_forced_release_is_approved_afterwards_at_the_desk(editor):
    edition = force_release(edition=make_draft())

    answer = verdict(editor, edition, "approve")

    assert not Release.objects.get().lacks_approval
    assert "Released without approval" not in answer.text
    assert re.search(r"approved by\s+Grace Example", answer.text)


# ── Unscheduling ─────────────────────────────────────────────────────────────────────────────────


def test_a_publisher_unschedules_an_edition(publisher):
    edition = force_release(edition=make_draft(), at=timezone.now() + timedelta(days=1))
    assert "Europe/London time" in publisher.get(at("change", edition)).text
    assert "becomes public on" in publisher.get(at("unschedule", edition)).text

    answer = publisher.post(at("unschedule", edition), follow=True)

    assert said(answer) == [f"{edition} is a draft again. It will not become public by itself."]
    assert Edition.objects.get().is_draft


def test_who_unschedules_too_late_is_told(publisher):
    edition = force_release(edition=make_draft())

    for method in (publisher.get, publisher.post):
        answer = method(at("unschedule", edition), follow=True)
        assert said(answer) == [f"{edition} has already been released. Start a new draft to change anything."]


@pytest.mark.parametrize("name", ["unschedule", "withdraw", "release"])
def test_an_editor_does_none_of_what_is_the_publishers(editor, name):
    edition = force_release(edition=make_draft(), at=timezone.now() + timedelta(days=1))

    assert editor.post(at(name, edition)).status_code == 403
