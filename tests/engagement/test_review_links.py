"""A secret link is the only key a reviewer needs, and leaves no trace of itself."""

import logging
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from engagement.models import ReviewComment, ReviewLink
from engagement.reviewing import actions
from guidelines import actions as guidelines_actions
from portal.models import AuditEntry, Letter
from portal.watching.logs import Line
from tests.engagement.reviewing import field, make_link, send_comment
from tests.make import make_draft, make_editor, make_released_edition, rewrite

pytestmark = pytest.mark.django_db
PAGES = ["", "chapters/focus-on-self/", "changes/", "verdict/"]


def release(edition):
    return guidelines_actions.release(edition=edition, by=make_editor(), reason="For the test.")


@pytest.mark.parametrize("end", PAGES)
def test_each_page_of_a_review_is_a_draft_that_nobody_finds_stores_or_is_sent_from(client, end):
    _, address = make_link()

    page = client.get(address + end)

    assert page.status_code == 200
    assert "This is a draft of edition 1, for review." in page.text
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in page["Cache-Control"]
    assert '<meta name="robots" content="noindex, nofollow">' in page.text
    assert not page.cookies
    assert "Cookie" not in page.get("Vary", "")
    assert address.split("/")[2] not in page.text


def test_the_letter_brings_the_address_and_only_its_digest_is_kept(mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        link, address = make_link(email="ada@example.org")
    secret = address.split("/")[2]

    assert mailoutbox[0].to == ["ada@example.org"]
    assert address in mailoutbox[0].body
    for model in (ReviewLink, AuditEntry, Letter):
        assert secret not in str(list(model.objects.values()))
    assert len(secret) == 43
    assert link.digest != secret


def test_an_unknown_secret_opens_a_page_in_plain_words(client):
    page = client.get("/review/not-a-secret/")

    assert page.status_code == 404
    assert "This link does not open a draft" in page.text
    assert page["Referrer-Policy"] == "no-referrer"


def test_whoever_guesses_is_slowed_down(client):
    answers = [client.get(f"/review/guess-{number}/").status_code for number in range(25)]

    assert answers == [404] * 20 + [429] * 5


def test_whoever_reads_much_is_not_slowed_down(client):
    _, address = make_link()

    assert {client.get(address).status_code for _ in range(25)} == {200}


def test_a_link_that_got_into_wrong_hands_floods_nobody(client):
    _, address = make_link()

    answers = [client.post(address + "verdict/").status_code for _ in range(32)]

    assert answers == [422] * 30 + [429] * 2


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("end", PAGES)
def test_a_revoked_link_opens_nothing_and_says_so(client, method, end):
    link, address = make_link()
    actions.revoke_link(link=link, by=make_editor())

    page = getattr(client, method)(address + end)

    assert page.status_code == 410
    assert "This link was switched off" in page.text
    assert "Give every student" not in page.text


def test_an_expired_link_opens_nothing_and_says_so(client):
    _, address = make_link(expires_at=timezone.now() - timedelta(minutes=1))

    page = client.get(address)

    assert page.status_code == 410
    assert "This link has run out" in page.text


def test_a_new_link_stops_the_old_one(client):
    link, old = make_link()

    _, secret = actions.renew_link(link=link, by=make_editor())

    assert client.get(old).status_code == 410
    assert client.get(actions.address_of(secret)).status_code == 200


def test_a_link_opens_no_other_draft(client):
    make_draft(bodies={"secret-plans": "Nothing for reviewers of another draft."})
    _, address = make_link()

    assert client.get(address + "chapters/secret-plans/").status_code == 404


def test_what_was_typed_into_a_link_that_ran_out_comes_back(client, at_once):
    link, address = make_link()
    chapter = address + "chapters/focus-on-self/"
    page = client.get(chapter).text
    actions.revoke_link(link=link, by=make_editor())

    answer = client.post(chapter, {"ticket": field(page, "ticket"), "words": "A long thought."})

    assert "A long thought." in answer.text
    assert not ReviewComment.objects.exists()


def test_once_released_the_link_thanks_and_leads_to_the_edition(client):
    link, address = make_link()
    edition = release(link.edition)

    page = client.get(address + "chapters/focus-on-self/")

    assert page.status_code == 200
    assert "Thank you for your review" in page.text
    assert edition.get_absolute_url() in page.text


def test_a_released_edition_takes_no_comment(client, at_once):
    link, address = make_link()
    page = client.get(address + "chapters/focus-on-self/").text
    release(link.edition)

    client.post(
        address + "chapters/focus-on-self/",
        {"ticket": field(page, "ticket"), "about": "chapter", "words": "Late.", "name": "Ada"},
    )

    assert not ReviewComment.objects.exists()


def test_its_last_use_is_known(client):
    link, address = make_link()
    assert link.last_used_at is None

    client.get(address)

    link.refresh_from_db()
    assert timezone.now() - link.last_used_at < timedelta(minutes=1)


def test_no_secret_is_logged(client, caplog, settings):
    _, address = make_link()
    caplog.handler.setFormatter(Line())
    with caplog.at_level(logging.WARNING):
        client.get(address + "chapters/nothing/")
    logging.getLogger("x").warning("%s came", address)

    assert address.split("/")[2] not in caplog.text
    assert "/review/…/chapters/nothing/" in caplog.text
    assert settings.LOGGING["formatters"][settings.LOG_FORMAT]["()"] == "portal.watching.logs.Line"


def test_reviewers_see_what_changes_and_why(client):
    first = make_released_edition()
    draft = guidelines_actions.start_draft(guideline=first.guideline)
    rewrite(draft, "focus-on-self", "time to reflect", "an hour to reflect")
    rewrite(draft, "focus-on-self", "Leadership begins", "All leadership begins")
    guidelines_actions.explain_change(
        edition=draft, key="self-reflection", kind="amended", reason="Students asked for an hour."
    )
    _, address = make_link(draft)

    page = client.get(address + "changes/").text

    assert "<ins>" in page and "an hour" in page
    assert "Students asked for an hour." in page
    assert "Text around the statements" in page


def test_reviewers_are_told_what_to_look_at(client):
    link, address = make_link()
    guidelines_actions.ask_for_review(edition=link.edition, by=make_editor(), note="Look at <the hours>.")

    assert "Look at &lt;the hours&gt;." in client.get(address).text


def test_links_between_chapters_lead_to_the_draft(client):
    bodies = {"one": "See [two](chapter:two).", "two": "Words."}
    _, address = make_link(make_draft(bodies=bodies))

    assert 'href="../two/"' in client.get(address + "chapters/one/").text


def test_a_draft_can_be_taken_away(client):
    _, address = make_link()

    answer = client.get(address + "download/json/")

    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    assert client.get(address + "download/exe/").status_code == 404


def test_making_revoking_and_renewing_links_is_audited():
    link, _ = make_link()
    actions.renew_link(link=link, by=make_editor())

    did = list(AuditEntry.objects.order_by("pk").values_list("did", flat=True))

    assert did == ["made review link", "revoked review link", "made review link"]


def test_a_comment_needs_no_cookie(client, at_once):
    _, address = make_link()

    answer = send_comment(Client(enforce_csrf_checks=True), address + "chapters/focus-on-self/")

    assert answer.status_code == 303
    assert not answer.cookies
