"""What is kept of reviewers ends in time, and can be shown and removed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from engagement.models import ReviewComment, ReviewLink
from engagement.reviewing import personal
from guidelines.models import Verdict
from tests.engagement.reviewing import make_link, send_comment, send_verdict

pytestmark = pytest.mark.django_db


def test_an_address_goes_half_a_year_after_the_link_stopped():
    make_link(email="ada@example.org", expires_at=timezone.now() + timedelta(days=1))
    soon, late = (timezone.now() + timedelta(days=days) for days in (180, 185))

    assert personal.forget(soon) == 0
    assert personal.forget(late) == 1
    assert ReviewLink.objects.get().email == ""


def test_all_that_is_kept_of_a_person_can_be_shown(client, at_once):
    _, address = make_link(email="ada@example.org")
    send_comment(client, address + "chapters/focus-on-self/")
    send_verdict(client, address)

    kept = personal.of("ADA@example.org")

    assert kept[0]["name"] == "Ada Reviewer"
    assert kept[0]["comments"][0]["words"] == "Say it more simply."
    assert kept[0]["verdicts"][0]["kind"] == "approved"


def test_erasing_takes_the_name_and_leaves_what_was_said(client, at_once):
    _, address = make_link(email="ada@example.org")
    make_link(name="Ben", email="ben@example.org")
    send_comment(client, address + "chapters/focus-on-self/")
    send_verdict(client, address)

    assert personal.erase("ada@example.org") == 1

    assert ReviewComment.objects.get().name == Verdict.objects.get().name == personal.NOBODY
    assert personal.of("ada@example.org") == []
    assert client.get(address).status_code == 410
    assert ReviewLink.objects.filter(name="Ben").exists()
