"""What is typed outlives a crash, a closed tab and a lost network; others see that somebody is at it."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from guidelines import actions, keys
from guidelines.models import Editing, Statement, Typing
from tests.guidelines.test_two_people import at_once
from tests.make import make_document, make_draft, make_editor, make_released_edition, make_statement

pytestmark = pytest.mark.django_db(transaction=True)
LONG_AGO = timedelta(minutes=3)


@pytest.fixture
def chapter():
    return make_draft(bodies={"one": "Words at the start."}).chapters.get()


@pytest.fixture
def editor(client):
    editor = make_editor(username="ada")
    client.force_login(editor)
    return editor


def at(name, chapter):
    return reverse(f"admin:guidelines_chapter_{name}", args=[chapter.pk])


def typed(chapter, body="Typed.", **fields):
    return {"title": chapter.title, "slug": chapter.slug, "body": body, "seen": "1", "page": str(uuid4())} | fields


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


# ── Kept ─────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_typed_is_kept_in_one_row_and_is_no_revision(client, editor, chapter):
    said = typed(chapter, "Typed\r\nwith a \x00 in it.")

    for body in ("First.", said["body"]):
        assert client.post(at("typing", chapter), said | {"body": body}).json()["kept"] is True

    kept = Typing.objects.get()
    assert (kept.person, kept.chapter, kept.body) == (editor, chapter, "Typed\nwith a  in it.")
    assert chapter.revisions.count() == 1
    chapter.refresh_from_db()
    assert chapter.body == "Words at the start."


def test_reopening_offers_it_with_the_difference(client, editor, chapter):
    client.post(at("typing", chapter), typed(chapter, "Words at the very start."))

    page = client.get(at("change", chapter)).text
    look = client.get(at("unsaved", chapter)).text

    assert re.search(r"data-unsaved\s*>", page)
    assert "Added: </span>very" in look
    assert "Removed: 0 passages. Added: 1 passage." in look


def test_using_it_puts_it_into_the_form_and_saving_clears_it(client, editor, chapter):
    client.post(at("typing", chapter), typed(chapter, title="Uno"))

    page = client.get(at("change", chapter) + "?use=kept").text
    form = typed(chapter, title="Uno") | {name: hidden(page, name) for name in ("seen", "page")}
    answer = client.post(at("change", chapter), form)

    assert 'value="Uno"' in page
    assert "Typed.</textarea>" in page
    assert answer.status_code == 302
    assert not Typing.objects.exists()


def test_what_was_typed_before_somebody_saved_is_not_saved_over_theirs_unseen(client, editor, chapter):
    client.post(at("typing", chapter), typed(chapter))
    chapter.body = "Words of Grace."
    actions.save_chapter(chapter=chapter, by=make_editor())
    page = client.get(at("change", chapter) + "?use=kept").text

    form = typed(chapter) | {name: hidden(page, name) for name in ("seen", "page")}
    answer = client.post(at("change", chapter), form)

    assert answer.status_code == 200
    assert "while you were writing" in answer.text


def test_forgetting_it_clears_it(client, editor, chapter):
    client.post(at("typing", chapter), typed(chapter))

    answer = client.post(at("forget", chapter), follow=True)

    assert not Typing.objects.exists()
    assert "is forgotten" in answer.text
    assert "no text that you have not saved" in client.get(at("unsaved", chapter), follow=True).text


def test_another_tab_never_replaces_text_that_waits(client, editor, chapter):
    client.post(at("typing", chapter), typed(chapter, "An hour’s work."))

    answer = client.post(at("typing", chapter), typed(chapter, "Something new."))

    assert answer.status_code == 409
    assert "waits" in answer.json()["error"]
    assert Typing.objects.get().body == "An hour’s work."


def test_saving_in_another_tab_leaves_text_that_waits(client, editor, chapter):
    client.post(at("typing", chapter), typed(chapter, "An hour’s work."))

    client.post(at("change", chapter), typed(chapter, "Something new."))

    assert Typing.objects.get().body == "An hour’s work."


def test_text_that_is_what_the_chapter_says_is_not_kept(client, editor, chapter):
    said = typed(chapter)
    client.post(at("typing", chapter), said)

    client.post(at("typing", chapter), said | {"body": chapter.body})

    assert not Typing.objects.exists()


def test_text_too_long_to_be_saved_is_kept_all_the_same(client, editor, chapter):
    said = typed(chapter, "x" * 500_000, title="t" * 5_000, slug="two words")

    assert client.post(at("typing", chapter), said).json()["kept"] is True
    assert client.get(at("unsaved", chapter)).status_code == 200


@pytest.mark.parametrize("odd", [{"page": "x"}, {"seen": "x"}, {"seen": "9" * 40}, {"title": "\x00"}, {"page": ""}])
def test_odd_input_is_never_a_crash(client, editor, chapter, odd):
    assert client.post(at("typing", chapter), typed(chapter) | odd).status_code == 200


def test_two_tabs_at_the_same_moment_keep_one_whole_text(editor, chapter):
    def keep(n):
        said = {"title": "T", "slug": "t", "body": f"Words of {n}."}
        return actions.keep_typing(chapter=chapter, by=editor, page=uuid4(), seen=1, **said)

    outcomes = at_once(*(lambda n=n: keep(n) for n in range(4)))

    kept = [outcome for outcome in outcomes if isinstance(outcome, Typing)]
    assert len(kept) == 1
    assert all(isinstance(each, actions.TypedElsewhere) for each in outcomes if each not in kept)
    assert Typing.objects.get().body == kept[0].body


# ── Who ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["typing", "unsaved", "forget", "links", "fresh_key"])
def test_who_may_not_write_is_refused(client, chapter, name):
    client.force_login(make_editor("guidelines.view_chapter"))
    ask = client.get if name in ("unsaved", "links") else client.post

    assert ask(at(name, chapter)).status_code == 403


def test_nobody_sees_what_another_types(client, editor, chapter):
    client.post(at("typing", chapter), typed(chapter, "Secret words."))
    other = Client()
    other.force_login(make_editor())

    assert "Secret words." not in other.get(at("change", chapter)).text
    assert "Secret words." not in other.get(at("unsaved", chapter), follow=True).text
    other.post(at("forget", chapter))
    assert Typing.objects.exists()


def test_somebody_signed_out_is_sent_to_sign_in_and_nothing_is_kept(chapter):
    answer = Client().post(at("typing", chapter), typed(chapter))

    assert answer.url.startswith("/admin/login/")
    assert not Typing.objects.exists()


# ── Somebody else ────────────────────────────────────────────────────────────────────────────────


def test_an_open_editor_shows_to_others_for_two_minutes_and_not_to_oneself(client, editor, chapter):
    client.post(at("typing", chapter), {"page": "x"})
    other = Client()
    other.force_login(make_editor(username="grace"))
    draft = reverse("admin:guidelines_edition_change", args=[chapter.edition_id])

    assert "ada, " in other.get(at("change", chapter)).text
    assert "ada is editing it" in other.get(draft).text
    assert other.post(at("typing", chapter), {"page": "x"}).json()["others"][0].startswith("ada, ")
    assert "ada, " not in client.get(at("change", chapter)).text

    Editing.objects.update(seen_at=timezone.now() - LONG_AGO)
    assert "ada, " not in other.get(at("change", chapter)).text
    assert "is editing it" not in other.get(draft).text


def test_it_blocks_nobody_and_ends_with_the_save(client, editor, chapter):
    client.post(at("typing", chapter), {"page": "x"})
    other = Client()
    other.force_login(make_editor())

    assert other.post(at("change", chapter), typed(chapter)).status_code == 302
    client.post(at("change", chapter), typed(chapter, "Mine.", seen="2"))
    assert not Editing.objects.filter(person=editor).exists()


def test_an_open_editor_hears_of_a_save(client, editor, chapter):
    chapter.body = "Words of Grace."
    actions.save_chapter(chapter=chapter, by=make_editor(username="grace"))

    newest = client.post(at("typing", chapter), {"page": "x"}).json()["newest"]

    assert newest == {"number": 2, "by": "grace"}


# ── What the toolbar asks ────────────────────────────────────────────────────────────────────────


def test_chapters_statements_and_documents_are_found_to_link_to(client, editor):
    draft = make_draft()
    make_document(slug="framework", title="A framework to reflect on")
    links = at("links", draft.chapters.first())

    def found(words):
        return [(one["kind"], one["target"]) for one in client.get(links, {"q": words}).json()["found"]]

    assert found("focus") == [("Chapter", "chapter:focus-on-self")]
    assert found("REFLECT") == [("Statement", "statement:self-reflection"), ("Document", "document:framework")]
    assert found("1.2") == [("Statement", "statement:values-in-practice")]
    assert found("zebra '\"%") == []


def test_finding_costs_the_same_however_much_there_is(client, editor):
    costs = []
    for number in (2, 40):
        draft = make_draft(bodies={f"c-{n}": make_statement(f"key-{number}-{n}") for n in range(number)})
        for _ in range(number):
            make_document()
        with CaptureQueriesContext(connection) as queries:
            client.get(at("links", draft.chapters.first()), {"q": "key"})
        costs.append(len(queries))

    assert costs[0] == costs[1]


@pytest.mark.parametrize(
    ("title", "key"),
    [("Shared work", "shared-work-2"), ("Brand new!", "brand-new"), ("3 Steps", "steps"), ("Ünë", "une")],
)
def test_a_fresh_key_was_never_used(client, editor, title, key):
    edition = make_released_edition()
    draft = actions.start_draft(guideline=edition.guideline)

    answer = client.post(at("fresh_key", draft.chapters.first()), {"title": title, "content": ""})

    assert answer.json() == {"key": key}


def test_a_key_that_was_removed_long_ago_or_is_only_typed_is_not_given_again(client, editor, chapter):
    Statement.objects.create(guideline=chapter.edition.guideline, key="feedback")

    content = make_statement("feedback-2")
    answer = client.post(at("fresh_key", chapter), {"title": "Feedback", "content": content})

    assert answer.json() == {"key": "feedback-3"}


def test_a_long_title_gives_a_key_that_is_one():
    key = keys.fresh(make_draft().guideline, "reflection " * 20, texts=[])

    assert len(key) <= 60
    assert re.fullmatch("[a-z][a-z0-9-]*[a-z0-9]", key)
