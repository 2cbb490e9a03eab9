"""The desk's first page answers what needs the person who looks, and every card leads there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from guidelines import actions, cards
from guidelines.models import Care
from tests.make import make_draft, make_editor, make_guideline, make_released_edition

pytestmark = pytest.mark.django_db
HOME = reverse("admin:index")


@pytest.fixture
def editor(client):
    editor = make_editor()
    client.force_login(editor)
    return editor


def at(name, pk):
    return reverse(f"admin:guidelines_{name}", args=[pk])


def test_a_guideline_leads_to_its_draft_chapters_checks_release_and_editions_in_one_click(client, editor):
    draft = make_draft()

    text = client.get(HOME).text

    for page in ("edition_change", "edition_check", "edition_release"):
        assert f'href="{at(page, draft.pk)}"' in text
    assert f'href="{at("edition_change", draft.pk)}#chapters"' in text
    assert f"edition/?guideline__id__exact={draft.guideline_id}" in text


def test_of_many_guidelines_those_with_a_draft_come_first_and_the_list_has_an_end(client, editor, monkeypatch):
    monkeypatch.setattr(cards, "MOST_GUIDELINES", 2)
    for name in ["Anaesthesia", "Burns"]:
        make_released_edition(make_guideline(name=name))
    make_draft(make_guideline(name="Zoonoses"))

    text = client.get(HOME).text

    assert text.index("Zoonoses") < text.index("Anaesthesia")
    assert "Burns</a>" not in text
    assert f'<a href="{reverse("admin:guidelines_guideline_changelist")}">All guidelines</a>' in text


def test_what_stops_a_release_is_counted(client, editor):
    make_draft(bodies={"a": "#### Jump\n\n[](https://example.org/)"})

    assert "Edition 1: draft; 2 things to mend before the release." in client.get(HOME).text


def test_a_guideline_without_a_draft_says_which_edition_is_current(client, editor):
    make_released_edition()

    assert "Edition 1 is current. No draft." in client.get(HOME).text


def test_a_review_that_waits_is_said_with_who_asked(client, editor):
    draft = make_draft()
    actions.ask_for_review(edition=draft, by=make_editor(first_name="Ada", last_name="Lovelace"))

    text = client.get(HOME).text

    assert "Ada Lovelace asked for a review." in text
    assert at("edition_review", draft.pk) in text


def test_a_scheduled_release_is_said_with_its_moment(client, editor):
    edition = make_released_edition(at=timezone.now() + timezone.timedelta(days=9))

    text = client.get(HOME).text

    assert "(Europe/London)." in text
    assert at("edition_change", edition.pk) in text


def test_a_chapter_past_its_review_date_is_said_to_its_owner_first(client, editor):
    edition = make_released_edition()
    mine, other = edition.chapters.order_by("-position")
    late = timezone.localdate() - timezone.timedelta(days=9)
    facts = {"guideline": edition.guideline}
    Care.objects.create(chapter_key=other.key, next_review_on=late - timezone.timedelta(days=90), **facts)
    Care.objects.create(chapter_key=mine.key, next_review_on=late, owner=editor, **facts)

    text = client.get(HOME).text.partition("Chapters to be reviewed")[2]

    assert text.index(mine.title) < text.index(other.title)
    assert "Yours. Due on" in text


def test_an_empty_desk_is_pleasant(client, editor):
    text = client.get(HOME).text

    for words in ("There is no guideline yet", "Nothing waits for a review.", "No release is scheduled."):
        assert words in text


def test_who_may_not_look_at_editions_gets_no_card_of_them(client):
    make_draft()
    client.force_login(make_editor("resources.view_document"))

    assert "Waiting for a second person" not in client.get(HOME).text


def test_hostile_names_stay_words(client, editor):
    make_draft(make_guideline(name="<script>alert(1)</script>"))

    assert "<script>alert(1)" not in client.get(HOME).text


def test_the_first_page_costs_the_same_from_five_drafts_on(client, editor):
    costs = []
    for number in (6, 10):
        for _ in range(number):
            edition = make_released_edition()
            actions.start_draft(guideline=edition.guideline)
            for chapter in edition.chapters.all():
                Care.objects.create(
                    guideline=edition.guideline,
                    chapter_key=chapter.key,
                    next_review_on=timezone.localdate().replace(year=2020),
                )
        with CaptureQueriesContext(connection) as queries:
            assert client.get(HOME).status_code == 200
        costs.append(len(queries))

    assert costs[0] == costs[1]
