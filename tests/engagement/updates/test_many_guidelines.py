"""Where there are more guidelines than a form can list, it lists the one from which somebody comes."""

import pytest
from django.core.cache import cache

from engagement.models import Subscriber
from engagement.updates import forms, links
from tests.make import make_released_edition

from .make import make_subscriber, typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]


@pytest.fixture
def editions(monkeypatch):
    cache.clear()
    monkeypatch.setattr(forms, "LISTED", 2)
    return [make_released_edition() for _ in range(3)]


def test_all_are_listed_while_they_are_few(client, editions, monkeypatch):
    monkeypatch.setattr(forms, "LISTED", 3)

    page = client.get("/subscribe/").text

    assert all(f"All of {edition.guideline.name}" in page for edition in editions)
    assert "list of guidelines" not in page


def test_without_a_guideline_the_form_says_where_to_find_one(client, editions):
    page = client.get("/subscribe/").text

    assert "All of " not in page and "One chapter" not in page
    assert 'open it in the <a href="/guidelines/">list of guidelines</a>' in page
    assert "Everything: all guidelines" in page and "Certain statements" in page


def test_from_a_guideline_it_and_its_chapters_are_listed(client, editions):
    here, other = editions[1], editions[0]
    chapter = here.chapters.first()

    page = client.get(f"/subscribe/?guideline={here.guideline.slug}&chapter={chapter.slug}").text

    assert f"All of {here.guideline.name}" in page and other.guideline.name not in page
    assert f'<option value="{chapter.key}" selected>' in page
    assert f'<input type="hidden" name="near" value="{here.guideline.slug}">' in page


def test_what_was_sent_is_understood_and_kept_when_something_is_missing(client, editions):
    here = editions[1].guideline
    about = {"about": f"guideline {here.pk}", "near": here.slug}

    refused = client.post("/subscribe/", typed(email="", **about))
    taken = client.post("/subscribe/", typed(**about))

    assert refused.status_code == 422 and f'value="guideline {here.pk}" checked' in refused.text
    assert taken.status_code == 302


def test_a_statement_of_any_guideline_can_be_followed(client, editions):
    key = editions[2].wordings.first().statement.key

    answer = client.post("/subscribe/", typed(about="statements", keys=key))

    assert answer.status_code == 302


def test_who_follows_a_guideline_still_finds_it_in_the_list(client, editions):
    here = editions[2].guideline
    subscriber = make_subscriber(scope="guideline", guideline=here)
    address = links.choices(subscriber).partition("://")[2].partition("/")[2]

    page = client.get(f"/{address}").text
    answer = client.post(f"/{address}", typed(about=f"guideline {here.pk}", near=here.slug, deed="change"))

    assert f'value="guideline {here.pk}" checked' in page
    assert answer.status_code == 303 and Subscriber.objects.get().guideline == here


@pytest.mark.parametrize("near", ["nothing-there", "'\"><script>", "é" * 4000, "\x00"])
def test_a_guideline_that_is_not_there_is_not_near(client, editions, near):
    answer = client.post("/subscribe/", typed(about=f"guideline {editions[0].guideline.pk}", near=near))

    assert answer.status_code == 422
    assert "Choose one of the lines." in answer.text and "<script>" not in answer.text
