"""Who looks after a chapter is reminded by e-mail of its next review."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from guidelines import actions, reminding
from portal.models import Letter
from tests.guidelines.test_two_people import at_once
from tests.make import make_editor, make_released_edition

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


def look_after(chapter, due, **person):
    owner = make_editor(**({"email": "ada@example.org", "first_name": "Ada"} | person))
    actions.look_after_chapter(chapter=chapter, by=owner, owner=owner, next_review_on=due)
    return owner


def letters_until(due, days):
    """On which days, counted from the due date, a letter was written when the portal reminds every day."""
    return [day for day in range(-60, days) if reminding.remind(due + timedelta(days=day))]


def test_the_owner_hears_a_month_ahead_once_it_is_past_and_then_every_month(chapter):
    look_after(chapter, DAY)

    assert letters_until(DAY, 75) == [-30, 1, 31, 61]


def test_a_letter_names_the_chapter_and_leads_to_it(chapter):
    look_after(chapter, DAY)

    reminding.remind(DAY + timedelta(days=1))

    letter = Letter.objects.get()
    assert letter.to == "ada@example.org"
    assert letter.subject.startswith("1 chapter past the review date")
    assert "Hello Ada" in letter.text
    assert "Focus on self" in letter.text
    assert "due by 4 March 2021" in letter.text
    assert care_page(chapter) in letter.text


def test_all_chapters_of_one_person_come_in_one_letter(edition):
    owner = look_after(edition.chapters.first(), DAY)
    for chapter in edition.chapters.all():
        actions.look_after_chapter(chapter=chapter, by=owner, owner=owner, next_review_on=DAY)

    assert reminding.remind(DAY + timedelta(days=1)) == 1
    assert Letter.objects.get().subject.startswith("2 chapters past")
    assert reminding.remind(DAY + timedelta(days=1)) == 0


def test_another_date_is_another_reminder_and_a_review_ends_them(chapter):
    owner = look_after(chapter, DAY)
    assert reminding.remind(DAY + timedelta(days=1)) == 1
    later = DAY + timedelta(days=400)

    actions.review_chapter(chapter=chapter, by=owner, reviewed_on=DAY, next_review_on=later)

    assert reminding.remind(DAY + timedelta(days=40)) == 0
    assert reminding.remind(later - timedelta(days=20)) == 1


@pytest.mark.parametrize("person", [{"email": ""}, {"email": "a@example.org", "is_active": False}])
def test_a_date_of_which_nobody_can_be_told_is_listed_on_the_desk(desk, chapter, person):
    look_after(chapter, DAY, **person)

    assert reminding.remind(DAY + timedelta(days=1)) == 0
    assert "Nobody is reminded" in desk.get(reverse("admin:guidelines_chapter_due")).text


def test_chapters_that_readers_no_longer_have_remind_nobody(edition):
    look_after(edition.chapters.get(slug="working-with-others"), DAY)
    draft = actions.start_draft(guideline=edition.guideline)
    actions.remove_chapter(chapter=draft.chapters.get(slug="working-with-others"))
    actions.explain_change(
        edition=draft,
        key="shared-work",
        kind="removed",
        reason="a",
        evidence="b",
        what_to_do="c",
        has_no_successor=True,
    )
    actions.release(edition=draft, by=make_editor(), reason="For a test.")

    assert reminding.remind(DAY + timedelta(days=1)) == 0


@pytest.mark.django_db(transaction=True)
def test_two_processes_that_remind_at_once_send_one_letter(transactional_db):
    look_after(make_released_edition().chapters.first(), DAY)
    look_after(make_released_edition().chapters.first(), DAY, email="bea@example.org")

    outcomes = at_once(*[lambda: reminding.remind(DAY + timedelta(days=1))] * 3)

    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert sorted(Letter.objects.values_list("to", flat=True)) == ["ada@example.org", "bea@example.org"]
