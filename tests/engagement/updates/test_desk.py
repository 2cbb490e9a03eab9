"""Subscribers at the desk: counted, looked at, never typed in; what they will get is seen before the release."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from engagement.models import Mailing, Subscriber
from engagement.updates import actions, links
from engagement.updates.telling import tell
from guidelines import actions as guideline_actions
from portal.models import AuditEntry, Letter
from tests.make import explain, make_administrator, make_editor, make_released_edition, rewrite

from .make import make_subscriber, make_two_editions, updates

pytestmark = pytest.mark.django_db
LIST = "/admin/engagement/subscriber/"


def desk(user=None):
    client = Client()
    client.force_login(user or make_administrator())
    return client


def test_the_list_says_who_gets_what_and_what_was_told():
    edition = make_two_editions()
    make_subscriber("ada@example.org")
    make_subscriber("ben@example.org", rhythm="weekly", scope="guideline", guideline=edition.guideline)
    actions.go_quiet("ben@example.org")
    tell()

    page = desk().get(LIST).text

    assert "ada@example.org" in page and "Quiet: the address took no e-mail" in page
    assert f"a release of {edition}, 1 e-mail" in page
    assert (
        '<th scope="row">Everything</th>' in page
        and "One guideline" not in page.split("<h2>What was told")[0].split("How many")[1]
    )


def test_only_who_may_look_at_subscribers_sees_them():
    make_subscriber("ada@example.org")

    assert desk(make_editor("guidelines.view_edition")).get(LIST).status_code == 403
    assert "Updates by e-mail" not in desk(make_editor("guidelines.view_edition")).get("/admin/").text


def test_nobody_adds_edits_or_takes_the_list_away():
    subscriber = make_subscriber("ada@example.org")
    client = desk()

    assert client.get(f"{LIST}add/").status_code == 403
    client.post(f"{LIST}{subscriber.pk}/change/", {"email": "other@example.org"})
    subscriber.refresh_from_db()
    assert subscriber.email == "ada@example.org"
    assert subscriber.salt not in client.get(f"{LIST}{subscriber.pk}/change/").text
    assert links.secret(subscriber) not in client.get(f"{LIST}{subscriber.pk}/change/").text


def test_an_address_is_stopped_and_erased_with_a_line_in_the_trail_that_names_nobody():
    subscriber = make_subscriber("ada@example.org")
    client = desk()

    client.post(LIST, {"action": "stop_writing", "_selected_action": [subscriber.pk]})
    subscriber.refresh_from_db()
    assert subscriber.state == "quiet"
    client.post(LIST, {"action": "delete_selected", "_selected_action": [subscriber.pk], "post": "yes"})

    assert not Subscriber.objects.exists()
    entries = AuditEntry.objects.filter(did__in=["stopped e-mails to", "erased a subscriber"])
    assert entries.count() == 2
    assert not any("ada@example.org" in f"{entry.thing}{entry.reason}{entry.details}" for entry in entries)


def test_what_a_draft_will_tell_is_seen_before_the_release():
    edition = make_released_edition()
    draft = guideline_actions.start_draft(guideline=edition.guideline)
    rewrite(draft, "focus-on-self", "time to reflect", "a planned time to reflect")
    explain(draft, "self-reflection")
    client = desk()

    page = client.get(f"{LIST}preview/{draft.pk}/")
    mail = client.get(f"{LIST}preview/{draft.pk}/e-mail/")

    assert "[Added: a planned]" in page.text and "edition 2: 1 change" in page.text
    assert "a planned</ins>" in mail.text
    assert (
        "style-src 'unsafe-inline'" in mail["Content-Security-Policy"]
        and "script" not in mail["Content-Security-Policy"]
    )
    assert not Mailing.objects.exists() and not Letter.objects.exists()
    assert f"{LIST}preview/{draft.pk}/" in client.get(f"/admin/guidelines/edition/{draft.pk}/change/").text


def test_a_stranger_sees_no_preview(client):
    edition = make_two_editions()

    assert client.get(f"{LIST}preview/{edition.pk}/").status_code == 302
    assert desk(make_editor("resources.view_newsitem")).get(f"{LIST}preview/{edition.pk}/").status_code == 403


def test_a_letter_that_was_given_up_is_tried_again():
    make_two_editions()
    make_subscriber()
    tell()
    Letter.objects.update(gave_up_at=timezone.now(), tries=9, trouble="550 no such mailbox")
    client = desk()
    assert "1 e-mail given up" in client.get("/admin/").text
    page = client.get("/admin/portal/letter/?state=given-up").text
    assert "550 no such mailbox" in page

    letter = updates()[0]
    client.post("/admin/portal/letter/", {"action": "try_again", "_selected_action": [letter.pk]})

    letter.refresh_from_db()
    assert letter.gave_up_at is None and letter.tries == 0
    assert links.secret(Subscriber.objects.get()) not in client.get(f"/admin/portal/letter/{letter.pk}/change/").text


def test_a_visitor_who_subscribes_renews_no_page(client):
    from django.conf import settings

    quiet = {name.lower() for name in settings.QUIET_MODELS}

    assert {"engagement.subscriber", "engagement.subscriptionrequest", "engagement.mailing", "engagement.told"} <= quiet


def test_lists_cost_the_same_however_many_there_are(django_assert_max_num_queries):
    client = desk()
    for number in range(3):
        make_subscriber(f"person-{number}@example.org")
    with django_assert_max_num_queries(20) as few:
        client.get(LIST)
    for number in range(3, 12):
        make_subscriber(f"person-{number}@example.org")
    with django_assert_max_num_queries(20) as many:
        client.get(LIST)

    assert len(few) == len(many)
    assert timedelta(0) < timezone.now() - Subscriber.objects.first().consented_at
