"""Every chapter has an owner and two dates: one that only a review moves, and one of which the owner is reminded."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from guidelines import actions
from guidelines.admin import caring
from guidelines.models import Care, ChapterReview
from portal.models import AuditEntry
from tests.make import make_draft, make_editor, make_released_edition, make_second_edition

pytestmark = pytest.mark.django_db
DAY = date(2021, 3, 4)


@pytest.fixture
def edition():
    return make_released_edition()


@pytest.fixture
def chapter(edition):
    return edition.chapters.get(slug="focus-on-self")


def care_page(chapter):
    return reverse("admin:guidelines_chapter_care", args=[chapter.pk])


def read(client, chapter, pinned=""):
    return client.get(f"/guidelines/{chapter.edition.guideline.slug}/{pinned}chapters/{chapter.slug}/").text


def said(**fields):
    facts = {"reviewed_on": "2021-03-04", "next_review_on": "2023-03-31", "note": "Read it.", "whole": "on"}
    return {"deed": "review"} | {f"review-{name}": value for name, value in (facts | fields).items()}


# ── The two dates ────────────────────────────────────────────────────────────────────────────────


def test_readers_of_the_current_edition_see_both_dates_at_once(desk, client, chapter):
    assert "Reviewed" not in read(client, chapter)

    answer = desk.post(care_page(chapter), said(), follow=True)

    assert "counts as reviewed" in answer.text
    text = read(client, chapter)
    assert "<li>Reviewed 4 March 2021</li>" in text
    assert "<li>Next review by March 2023</li>" in text
    call_command("verify_editions")  # the released text is as it was


def test_another_review_is_shown_although_the_page_was_read_in_between(client, chapter):
    person = make_editor()
    for day in (DAY, DAY + timedelta(days=365)):
        actions.review_chapter(chapter=chapter, by=person, reviewed_on=day)
        assert f"Reviewed {day:%-d %B %Y}" in read(client, chapter)


def test_both_dates_cost_readers_no_query_more(client, chapter, django_assert_num_queries):
    read(client, chapter)
    actions.review_chapter(chapter=chapter, by=make_editor(), next_review_on=timezone.localdate() + timedelta(days=9))

    with CaptureQueriesContext(connection) as queries:
        assert "Next review by" in read(client, chapter)

    assert len([query for query in queries if "guidelines_chapter" in query["sql"]]) == 1


@pytest.mark.parametrize("deed", ["save", "release", "owner"])
def test_nothing_but_a_review_moves_the_date(client, chapter, deed):
    actions.review_chapter(chapter=chapter, by=make_editor(), reviewed_on=DAY)
    if deed == "owner":
        actions.look_after_chapter(chapter=chapter, by=make_editor(), owner=None, next_review_on=date(2030, 1, 1))
    else:
        draft = actions.start_draft(guideline=chapter.edition.guideline)
        again = draft.chapters.get(slug=chapter.slug)
        again.body += "\n\nMore words."
        actions.save_chapter(chapter=again)
        if deed == "release":
            actions.release(edition=draft, by=make_editor(), reason="For a test.")

    assert "Reviewed 4 March 2021" in read(client, chapter)


def test_a_review_of_a_draft_counts_for_readers_from_its_release(client, chapter):
    draft = actions.start_draft(guideline=chapter.edition.guideline)
    again = draft.chapters.get(slug=chapter.slug)
    actions.review_chapter(chapter=again, by=make_editor(), reviewed_on=DAY)
    assert "Reviewed" not in read(client, chapter)

    actions.release(edition=draft, by=make_editor(), reason="For a test.")

    assert "Reviewed 4 March 2021" in read(client, chapter)
    again.refresh_from_db()
    assert again.reviewed_on == DAY  # the edition says for ever what was so when it was released


def test_an_old_edition_keeps_the_date_that_it_had(client, edition, chapter):
    actions.review_chapter(chapter=chapter, by=make_editor(), reviewed_on=DAY, next_review_on=date(2030, 1, 1))
    second = make_second_edition(edition, at=timezone.now())
    actions.review_chapter(
        chapter=second.chapters.get(slug=chapter.slug), by=make_editor(), next_review_on=date(2031, 1, 1)
    )

    text = read(client, chapter, pinned="editions/1/")

    assert "Reviewed" not in text  # edition 1 was released before anybody had reviewed it
    assert "Next review" not in text


def test_a_review_is_no_edit_of_a_draft(chapter):
    draft = actions.start_draft(guideline=chapter.edition.guideline, by=make_editor())
    author = draft.changed_by

    actions.review_chapter(chapter=draft.chapters.first(), by=make_editor())

    draft.refresh_from_db()
    assert draft.changed_by == author


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"reviewed_on": ""}, "This field is required"),
        ({"reviewed_on": "soon"}, "Enter a valid date"),
        ({"reviewed_on": "2999-01-01"}, "not in the future"),
        ({"reviewed_on": "1066-10-14"}, "a recent one"),
        ({"next_review_on": "2020-01-01"}, "comes after this one"),
        ({"whole": ""}, "This field is required"),
        ({"note": "a\x00b"}, "Null characters"),
        ({"note": "x" * 2001}, "at most 2000 characters"),
    ],
)
def test_what_was_typed_wrongly_is_said_and_notes_nothing(desk, chapter, fields, words):
    page = desk.post(care_page(chapter), said(**fields))

    assert page.status_code == 200
    assert words in page.text
    assert not ChapterReview.objects.exists()


def test_the_chapter_of_an_old_edition_is_not_reviewed(desk, edition, chapter):
    make_second_edition(edition)

    assert "as edition 1 had it" in desk.get(care_page(chapter)).text
    answer = desk.post(care_page(chapter), said(note="All of it <b>read</b>."))
    assert "This edition has been superseded." in answer.text
    assert "All of it &lt;b&gt;read&lt;/b&gt;." in answer.text
    assert not ChapterReview.objects.exists()
    with pytest.raises(actions.NotReviewable, match="superseded"):
        actions.review_chapter(chapter=chapter, by=make_editor())


def test_each_review_is_kept_with_who_and_audited(desk, chapter):
    desk.post(care_page(chapter), said())
    desk.post(care_page(chapter), said(reviewed_on="2022-03-04", note="Again."))

    page = desk.get(care_page(chapter)).text
    assert "Read it." in page
    assert "Again." in page
    assert AuditEntry.objects.filter(did="reviewed").count() == 2


def test_who_may_only_read_reviews_nothing(client, chapter):
    client.force_login(make_editor("guidelines.view_chapter"))

    assert client.post(care_page(chapter), said()).status_code == 403
    assert not ChapterReview.objects.exists()


# ── The list ─────────────────────────────────────────────────────────────────────────────────────


def look_after(chapter, due, **person):
    owner = make_editor(**({"email": "ada@example.org", "first_name": "Ada"} | person))
    actions.look_after_chapter(chapter=chapter, by=owner, owner=owner, next_review_on=due)
    return owner


def test_the_list_is_filtered_by_guideline_owner_and_standing(desk, edition):
    other = make_released_edition()
    owner = look_after(edition.chapters.first(), DAY)
    look_after(other.chapters.first(), timezone.localdate() + timedelta(days=500))
    address = reverse("admin:guidelines_chapter_due")

    def shown(query):
        return len(desk.get(address + query).context["shown"])

    assert shown("") == 4
    assert shown(f"?guideline={other.guideline_id}") == 2
    assert shown(f"?owner={owner.pk}") == 1
    assert shown("?owner=nobody") == 2
    assert shown("?standing=overdue") == 1
    assert shown("?standing=nonsense&owner=%D9%A3") == 0
    assert desk.get(address).context["shown"][0].chapter == edition.chapters.first()


def test_a_long_list_has_pages_that_keep_what_was_chosen(desk, edition, monkeypatch):
    monkeypatch.setattr(caring, "PER_PAGE", 1)
    make_released_edition()
    address = reverse("admin:guidelines_chapter_due") + f"?guideline={edition.guideline_id}"

    first, second = desk.get(address), desk.get(f"{address}&page=2")

    assert "2 of 4 chapters" in first.text
    assert f"?guideline={edition.guideline_id}&amp;page=2" in first.text
    listed = [kept.chapter for answer in (first, second) for kept in answer.context["shown"]]
    assert listed == list(edition.chapters.order_by("position"))
    assert desk.get(f"{address}&page=3").status_code == 404


def test_the_list_costs_the_same_queries_however_many_chapters(desk):
    costs = []
    for number in (2, 40):
        make_draft_of(number)
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(reverse("admin:guidelines_chapter_due")).status_code == 200
        costs.append(len(queries))

    assert costs[0] == costs[1]


def make_draft_of(number):
    draft = make_draft(bodies={f"chapter-{n}": f"Words {n}." for n in range(number)})
    person = make_editor(email="a@example.org")
    for chapter in draft.chapters.all():
        actions.look_after_chapter(chapter=chapter, by=person, owner=person, next_review_on=DAY)
        actions.review_chapter(chapter=chapter, by=person)
    actions.release(edition=draft, by=person, reason="For a test.")
    assert Care.objects.count() >= number
