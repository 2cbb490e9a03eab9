"""Explaining what changes: the marked wording, nothing typed lost, nobody's words overwritten unseen."""

import re
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guidelines import actions, preflight
from guidelines.draft import Draft
from tests.make import explain, make_document, make_editor, make_released_edition, make_statement, rewrite

pytestmark = pytest.mark.django_db
BODY = "\n".join(make_statement(key, f"First words about {key}.") for key in ("one", "two", "three"))


@pytest.fixture
def editor(client):
    editor = make_editor("guidelines.change_chapter", "guidelines.view_edition")
    client.force_login(editor)
    return editor


@pytest.fixture
def draft():
    draft = actions.start_draft(guideline=make_released_edition(bodies={"a": BODY}).guideline)
    rewrite(draft, "a", "First words about one", "Other words about one")
    rewrite(draft, "a", make_statement("two", "First words about two."), make_statement("four", "New words."))
    return draft


def at(draft, query=""):
    return reverse("admin:guidelines_edition_changes", args=[draft.pk]) + query


def opened(client, draft, query=""):
    """The fields of the screen as a browser would send them back untouched."""
    text = client.get(at(draft, query)).text
    fields = dict(re.findall(r'name="([\w-]+-seen)" value="(\w+)"', text))
    for name, words in re.findall(r'<textarea name="([\w-]+)"[^>]*>\s*(.*?)</textarea>', text, re.DOTALL):
        fields[name] = words
    chosen = re.findall(r'name="([\w-]+-kind)" value="(\w+)"[^>]* checked', text)
    return fields | dict(chosen)


def said(draft, key):
    return Draft(draft).explanations[key]


# ── What it shows ────────────────────────────────────────────────────────────────────────────────


def test_the_wording_is_shown_once_with_what_changed_marked_and_said(client, editor, draft):
    text = client.get(at(draft)).text

    marks = re.findall(r"<(?:ins|del)>.*?</(?:ins|del)>", text.partition('id="one"')[2].partition("</section>")[0])
    assert [re.sub(r"<[^>]+>", "", mark) for mark in marks] == ["Removed: First", "Added: Other"]


def test_a_removed_statement_says_what_links_to_it(client, editor, draft):
    chapter = draft.chapters.get()
    chapter.body += "\nSee [two](statement:two)."
    actions.save_chapter(chapter=chapter)

    assert "1 text links to it" in client.get(at(draft)).text


def test_an_address_opens_the_page_that_has_the_statement(client, editor):
    body = "\n".join(make_statement(f"key-{number}") for number in range(50))
    draft = actions.start_draft(guideline=make_released_edition(bodies={"a": body}).guideline)
    rewrite(draft, "a", "time to reflect", "an hour to reflect")

    text = client.get(at(draft, "?at=key-45")).text

    assert 'id="key-45"' in text
    assert "Page 3 of 3" in text
    assert client.get(at(draft, "?page=99&at=nothing")).status_code == 200
    assert client.get(at(draft, "?page=x")).status_code == 200


def test_only_what_is_still_to_explain_can_be_shown(client, editor, draft):
    explain(draft, "one")

    text = client.get(at(draft, "?missing")).text

    assert 'id="one"' not in text
    assert 'id="four"' in text


# ── Nothing typed is lost, nobody is overwritten ─────────────────────────────────────────────────


def test_what_two_editors_say_of_two_statements_is_both_kept(client, editor, draft):
    typed = opened(client, draft) | {"one-reason": "Mine."}
    explain(draft, "four", "new", reason="Theirs.")

    answer = client.post(at(draft), typed, follow=True)

    assert "The explanations are saved." in answer.text
    assert said(draft, "one").reason == "Mine."
    assert said(draft, "four").reason == "Theirs."


def test_a_stale_explanation_is_refused_and_both_texts_are_shown(client, editor, draft):
    typed = opened(client, draft) | {"one-reason": "Mine.", "four-reason": "Also mine."}
    explain(draft, "one", reason="Theirs.")

    answer = client.post(at(draft), typed)

    assert "Somebody else explained this statement" in answer.text
    assert "Mine." in answer.text
    assert "Theirs." in answer.text
    assert said(draft, "one").reason == "Theirs."
    assert said(draft, "four").reason == "Also mine."

    seen = re.search(r'name="one-seen" value="(\w+)"', answer.text)[1]
    client.post(at(draft), typed | {"one-seen": seen})
    assert said(draft, "one").reason == "Mine."


def test_what_was_typed_stays_when_a_text_is_too_long(client, editor, draft):
    answer = client.post(at(draft), opened(client, draft) | {"one-reason": "x" * 2001, "four-reason": "Kept <here>"})

    assert "Ensure this value has at most 2000 characters" in answer.text
    assert "Kept &lt;here&gt;" in answer.text
    assert not draft.changes.exists()


def test_what_was_typed_stays_when_the_draft_was_released_meanwhile(client, editor, draft):
    typed = opened(client, draft) | {"one-reason": "Typed too late."}
    for key, kind in [("one", "amended"), ("four", "new"), ("two", "removed")]:
        explain(draft, key, kind, has_no_successor=kind == "removed")
    actions.release(edition=draft, by=make_editor(), reason="It cannot wait.")

    answer = client.post(at(draft), typed)

    assert "has already been released" in answer.text
    assert "Typed too late." in answer.text
    assert "Save the explanations" not in answer.text


def test_what_was_typed_about_a_statement_that_no_longer_differs_is_shown(client, editor, draft):
    typed = opened(client, draft) | {"one-reason": "In vain."}
    rewrite(draft, "a", "Other words about one", "First words about one")

    answer = client.post(at(draft), typed)

    assert "no longer differs" in answer.text
    assert "In vain." in answer.text


@pytest.mark.parametrize("odd", [{"one-kind": "dreamt"}, {"two-successors": "nothing"}, {"one-reason": "a\x00b"}])
def test_odd_input_is_refused_in_words(client, editor, draft, odd):
    answer = client.post(at(draft), opened(client, draft) | odd)

    assert answer.status_code == 200
    assert "Nothing is saved yet" in answer.text


# ── Evidence ─────────────────────────────────────────────────────────────────────────────────────


def test_a_dead_link_in_the_evidence_stops_the_release(draft):
    document = make_document()
    explain(draft, "one", evidence=f"[A report](document:{document.slug}) and [another](https://example.org/)")
    explain(draft, "four", "new", evidence="[Gone](document:gone)")
    explain(draft, "two", "removed", has_no_successor=True)

    assert [str(finding) for finding in preflight.findings(Draft(draft))] == [
        "In the evidence for “four”: The link “Gone” to document:gone leads nowhere."
    ]


# ── How much ─────────────────────────────────────────────────────────────────────────────────────


def test_a_thousand_changes_stay_usable(client, editor):
    costs = []
    for number in (30, 1000):
        body = "\n".join(make_statement(f"key-{serial}") for serial in range(number))
        draft = actions.start_draft(guideline=make_released_edition(bodies={"a": body}).guideline)
        chapter = draft.chapters.get()
        chapter.body = body.replace("time to reflect", "an hour to reflect")
        actions.save_chapter(chapter=chapter)
        client.get(at(draft))
        with CaptureQueriesContext(connection) as queries:
            start = time.process_time()
            client.get(at(draft))
            took = time.process_time() - start
        costs.append(len(queries))

    assert costs[0] == costs[1]
    assert took < 2  # seconds of processor, about 0.3 when nothing else runs
