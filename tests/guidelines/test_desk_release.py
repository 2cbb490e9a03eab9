"""Explaining and releasing at the desk, what happens when two editors do it, and what the desk's lists cost."""

import re
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from guidelines import actions
from guidelines.draft import Draft
from guidelines.models import Edition
from tests.make import (
    explain,
    force_release,
    make_document,
    make_draft,
    make_editor,
    make_news_item,
    make_released_edition,
    make_statement,
    rewrite,
)

pytestmark = pytest.mark.django_db
ONE = make_statement("one", "First words.")
WRITER = [f"guidelines.{deed}_{thing}" for deed in ("add", "change", "view") for thing in ("edition", "chapter")]


@pytest.fixture
def writer(client):
    """Somebody who may write and not release."""
    client.force_login(make_editor(*WRITER, "guidelines.view_guideline"))
    return client


def at(name, *args):
    return reverse(f"admin:guidelines_{name}", args=args)


def messages(answer):
    return [str(message) for message in answer.context["messages"]]


# ── Explaining ───────────────────────────────────────────────────────────────────────────────────


def test_changes_are_explained_on_one_screen(writer):
    draft = actions.start_draft(
        guideline=make_released_edition(bodies={"a": ONE + "\n" + make_statement("two")}).guideline
    )
    rewrite(draft, "a", "First words", "Other words")
    rewrite(draft, "a", make_statement("two"), make_statement("three"))
    said = {"reason": "Why.", "evidence": "This.", "what_to_do": "That."}
    typed = {f"{key}-{field}": words for key in ("one", "two", "three") for field, words in said.items()}

    answer = writer.post(
        at("edition_changes", draft.pk), typed | {"one-kind": "clarified", "two-successors": ["three"]}, follow=True
    )

    assert messages(answer) == ["The explanations are saved."]
    kept = Draft(draft).explanations
    assert {key: change.kind for key, change in kept.items()} == {"one": "clarified", "two": "removed", "three": "new"}
    assert [statement.key for statement in kept["two"].successors.all()] == ["three"]
    assert kept["three"].reason == "Why."


def test_many_changes_are_saved_page_by_page(writer):
    body = "\n".join(make_statement(f"key-{number}") for number in range(60))
    draft = actions.start_draft(guideline=make_released_edition(bodies={"a": body}).guideline)
    chapter = draft.chapters.get()
    chapter.body = body.replace("time to reflect", "an hour to reflect")
    actions.save_chapter(chapter=chapter)
    pages = [writer.get(at("edition_changes", draft.pk) + f"?page={number}") for number in range(1, 4)]

    typed = [dict.fromkeys(re.findall(r'name="(key-[^"]+-(?:kind|reason))"', page.text), "amended") for page in pages]
    for fields in typed:
        assert writer.post(at("edition_changes", draft.pk), fields).status_code == 302

    assert draft.changes.count() == 60


# ── Releasing ────────────────────────────────────────────────────────────────────────────────────


def button(desk, draft, **fields):
    """What the release page's form sends when it is opened now."""
    seen = re.search(r'name="seen" value="(\w+)"', desk.get(at("edition_release", draft.pk)).text)[1]
    return {"seen": seen, "at_0": "", "at_1": "", "reason": "Nobody else is here."} | fields


def test_a_draft_is_released_now(desk):
    draft = make_draft()

    answer = desk.post(at("edition_release", draft.pk), button(desk, draft), follow=True)

    edition = Edition.objects.current().get()
    assert edition == draft
    assert edition.released_by == answer.wsgi_request.user
    assert messages(answer) == [f"{edition} is public."]
    assert LogEntry.objects.get().get_change_message() == "Released edition 1."


def test_a_draft_is_released_later_at_london_time(desk):
    draft = make_draft()
    july = timezone.localdate().replace(month=7, day=1) + timedelta(days=366)

    typed = button(desk, draft, at_0=f"{july:%d/%m/%Y}", at_1="09:30")
    answer = desk.post(at("edition_release", draft.pk), typed, follow=True)

    draft.refresh_from_db()
    assert draft.released_at.isoformat() == f"{july.replace(day=july.day)}T08:30:00+00:00"
    assert messages(answer) == [f"{draft} is scheduled."]
    assert not Edition.objects.released().exists()


@pytest.mark.parametrize(
    ("date", "time", "words"),
    [
        ("1/1/2019", "09:00", "This moment has passed."),
        ("1/1/2099", "", "Enter a valid time."),
        ("", "09:00", "Enter a valid date."),
        ("soon", "09:00", "Enter a valid date."),
        ("31/3/2097", "01:30", "couldn’t be interpreted in time zone"),
    ],
)
def test_a_time_that_makes_no_sense_is_said(desk, date, time, words):
    draft = make_draft()

    page = desk.post(at("edition_release", draft.pk), button(desk, draft, at_0=date, at_1=time))

    assert page.status_code == 200
    assert words in page.text
    assert Edition.objects.get().is_draft


def test_an_edition_before_the_scheduled_one_is_refused_in_a_sentence(desk):
    tomorrow = timezone.now() + timedelta(days=1)
    draft = actions.start_draft(guideline=make_released_edition(at=tomorrow).guideline)

    page = desk.post(at("edition_release", draft.pk), button(desk, draft))

    assert messages(page) == ["Choose a time after the release of edition 1."]


def test_a_draft_that_is_not_ready_shows_what_to_mend_and_no_button(desk):
    draft = make_draft(bodies={"a": ""})

    page = desk.get(at("edition_release", draft.pk))

    assert "This chapter is empty." in page.text
    assert 'name="seen"' not in page.text


def test_a_draft_that_is_not_ready_is_refused_whatever_is_sent(desk):
    draft = make_draft(bodies={"a": ""})

    desk.post(at("edition_release", draft.pk), {"seen": Draft(draft).fingerprint, "at_0": "", "at_1": ""})

    assert Edition.objects.get().is_draft


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_only_write_does_not_release(writer, method):
    draft = make_draft()

    answer = getattr(writer, method)(at("edition_release", draft.pk), {"seen": Draft(draft).fingerprint})

    assert answer.status_code == 403
    assert Edition.objects.get().is_draft


def test_a_text_changed_since_the_page_was_opened_is_looked_at_again_first(desk):
    draft = make_draft()
    typed = button(desk, draft)
    rewrite(draft, "focus-on-self", "noticing", "noticing more")

    page = desk.post(at("edition_release", draft.pk), typed)

    assert messages(page)[0].startswith("Somebody changed this draft since you opened this page.")
    assert Edition.objects.get().is_draft
    again = re.search(r'name="seen" value="(\w+)"', page.text)[1]
    desk.post(at("edition_release", draft.pk), typed | {"seen": again})
    assert not Edition.objects.get().is_draft


# ── While somebody else is at it ─────────────────────────────────────────────────────────────────


def test_who_presses_the_button_second_is_told(desk):
    draft = make_draft()
    typed = button(desk, draft)
    force_release(edition=draft, by=make_editor())

    answer = desk.post(at("edition_release", draft.pk), typed, follow=True)

    assert messages(answer) == [f"{draft} has already been released. Start a new draft to change anything."]
    assert answer.redirect_chain == [(at("edition_change", draft.pk), 302)]


@pytest.mark.parametrize("name", ["edition_change", "chapter_change", "edition_order", "edition_changes"])
def test_who_writes_on_while_it_is_released_is_told(desk, name):
    draft = make_draft()
    chapter = draft.chapters.first()
    force_release(edition=draft, by=make_editor())

    typed = {"title": "T", "slug": "t", "body": "Typed.", "summary": "Typed.", "move": f"{chapter.pk}:2"}
    answer = desk.post(at(name, chapter.pk if name == "chapter_change" else draft.pk), typed, follow=True)

    assert messages(answer) == [f"{draft} has already been released. Start a new draft to change anything."]
    call_command("verify_editions")


def test_who_saves_in_the_moment_of_the_release_is_told(desk, monkeypatch):
    draft = make_draft()
    chapter = draft.chapters.first()

    def refuse(**words):
        raise actions.NotADraft(draft)

    monkeypatch.setattr(actions, "save_chapter", refuse)
    typed = {"title": "T", "slug": "t", "body": "Typed."}
    answer = desk.post(at("chapter_change", chapter.pk), typed, follow=True)

    assert "has already been released" in messages(answer)[0]


# ── Lists ────────────────────────────────────────────────────────────────────────────────────────

LISTS = ["guidelines_guideline", "guidelines_edition", "guidelines_chapter", "resources_document", "resources_newsitem"]


def queries_of(desk, address):
    with CaptureQueriesContext(connection) as queries:
        assert desk.get(address).status_code == 200
    return len(queries)


def fill(number):
    for _ in range(number):
        make_document()
        edition = make_released_edition(by=make_editor())
        actions.start_draft(guideline=edition.guideline)
        make_news_item(guideline=edition.guideline)


def test_a_list_of_the_desk_costs_the_same_however_long_it_is(desk):
    costs = []
    for number in (3, 27):
        fill(number)
        costs.append({name: queries_of(desk, reverse(f"admin:{name}_changelist")) for name in LISTS})

    assert costs[0] == costs[1]


PAGES = ["edition_change", "edition_changes", "edition_preview", "edition_release"]


def test_a_page_about_a_draft_costs_the_same_however_many_chapters_it_has(desk):
    costs = []
    for number in (3, 30):
        bodies = {f"chapter-{place}": make_statement(f"key-{place}") for place in range(number)}
        draft = actions.start_draft(guideline=make_released_edition(bodies=bodies).guideline)
        for place in range(number):
            rewrite(draft, f"chapter-{place}", "time to reflect", "an hour to reflect")
            explain(draft, f"key-{place}")
        costs.append({name: queries_of(desk, at(name, draft.pk)) for name in PAGES})

    assert costs[0] == costs[1]
