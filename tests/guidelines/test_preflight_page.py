"""Pre-flight: what stops a release and what merely deserves a look, with the way to the very place."""

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guidelines import actions, preflight
from guidelines.draft import Draft
from portal import markdown
from portal.models import OutsideLink
from tests.make import explain, make_draft, make_editor, make_released_edition, make_statement, rewrite

pytestmark = pytest.mark.django_db
LONG = " ".join(["word"] * 41)


@pytest.fixture
def editor(client):
    client.force_login(make_editor("guidelines.view_edition", "guidelines.change_chapter"))


def looks(body, **chapter):
    draft = make_draft(bodies={"a": body})
    return [(finding.line, finding.message) for finding in preflight.worth_a_look(Draft(draft))]


def messages(body):
    return [message for _, message in looks(body)]


def page(client, draft):
    return client.get(reverse("admin:guidelines_edition_check", args=[draft.pk]))


# ── What deserves a look ─────────────────────────────────────────────────────────────────────────


def test_a_sentence_of_41_words_deserves_a_look_and_one_of_40_does_not():
    assert looks(f"Short.\n\nShort too. {LONG.capitalize()}.") == [
        (3, "The sentence “Word word word word word word word word …” has 41 words. Up to 40 are easily read.")
    ]
    assert looks(f"{LONG.removesuffix(' word').capitalize()}.") == []


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG[:100]}. {LONG[:100].capitalize()}.",
        f"{LONG[:100]}! “{LONG[:100].capitalize()}.”",
        f"{LONG[:100]}? (A {LONG[:100]}.)",
        "\n".join(f"- {LONG[:100]}" for _ in range(9)),
        f"| a | b |\n|---|---|\n| {LONG} | {LONG} |",
        f"## {LONG}",
        f"```\n{LONG}\n```",
    ],
)
def test_lists_tables_headings_and_several_sentences_are_not_one_long_sentence(text):
    assert looks(text) == []


@pytest.mark.parametrize("short", ["e.g.", "i.e.", "Dr.", "et al.", "J.", "No."])
def test_an_abbreviation_ends_no_sentence(short):
    assert len(looks(f"{LONG[:120].capitalize()} {short} Smith {LONG[:120]}.")) == 1


def test_a_long_sentence_is_found_on_the_line_where_it_starts():
    assert looks(f"One.\nTwo.\nThree. Here\n{LONG}.")[0][0] == 3


@pytest.mark.parametrize("words", ["here", "Click here", "read more", "this link", "More information", "Here."])
def test_link_words_that_say_nothing_deserve_a_look(words):
    assert messages(f"See [{words}](https://example.org/).") == [
        f"The link “{words}” does not say where it leads. Write what waits there."
    ]


def test_link_words_that_say_something_are_well():
    assert looks("Read [more about reflection](https://example.org/) and [here and now](https://example.org/).") == []


def test_an_address_for_words_deserves_a_look():
    assert "shows its address" in messages("See [www.example.org](https://www.example.org/).")[0]


@pytest.mark.parametrize(
    "left", ["TODO", "TBC", "Lorem ipsum", "[insert date]", "XXX", "???", "[Add the figures here]"]
)
def test_an_unfinished_placeholder_deserves_a_look(left):
    assert looks(f"Words.\n\nMore {left} words.") == [(3, f"“{left}” looks unfinished.")]


@pytest.mark.parametrize("words", ["todos", "[insert](https://example.org/)", "the XX century", "a method (TBCA)"])
def test_words_that_only_look_like_one_are_well(words):
    assert looks(f"Words {words} words.") == []


def test_an_outside_link_is_told_of_once_it_failed_on_two_days():
    body = "See [the report](https://example.org/report#page-2)."
    draft = make_draft(bodies={"a": body})
    link = OutsideLink.objects.create(url="https://example.org/report", failures=1, trouble="It is gone (404).")
    assert preflight.worth_a_look(Draft(draft)) == []

    link.failures = 2
    link.save()

    finding = preflight.worth_a_look(Draft(draft))[0]
    assert "failed on two days: It is gone (404)." in finding.message


def test_a_statement_of_more_than_150_words_deserves_a_look():
    words = "Short sentence of five words. " * 31

    assert "has 155 words" in messages(make_statement("long", words))[0]


def test_what_deserves_a_look_stops_no_release():
    assert make_released_edition(bodies={"a": "See [here](https://example.org/). TODO"}).is_public


# ── The page ─────────────────────────────────────────────────────────────────────────────────────


def test_the_page_leads_to_the_very_line(client, editor):
    draft = make_draft(bodies={"a": "## One\n\n#### Four\n\nTODO"})

    text = page(client, draft).text

    address = reverse("admin:guidelines_chapter_change", args=[draft.chapters.get().pk])
    assert "1 thing to mend before the release" in text
    assert f'<a href="{address}#line-3">A, line 3</a>' in text
    assert f'<a href="{address}#line-5">A, line 5</a>' in text


def test_the_page_leads_to_the_unexplained_change(client, editor):
    draft = actions.start_draft(guideline=make_released_edition().guideline)
    rewrite(draft, "focus-on-self", "time to reflect", "an hour to reflect")

    text = page(client, draft).text
    explain(draft, "self-reflection")

    changes = reverse("admin:guidelines_edition_changes", args=[draft.pk])
    assert f'href="{changes}?at=self-reflection#self-reflection"' in text
    assert "Nothing stops a release." in page(client, draft).text


def test_hostile_words_stay_words(client, editor):
    draft = make_draft(bodies={"a": "[insert <script>alert(1)</script>]"})

    assert "<script>alert(1)" not in page(client, draft).text


def test_a_hundred_chapters_and_a_thousand_statements_are_quick_and_cost_no_more_queries(client, editor):
    costs = []
    for chapters in (2, 100):
        bodies = {
            f"c-{one}": "## One\n\nWords of prose. " * 20
            + "\n\n"
            + "\n".join(make_statement(f"s-{one}-{two}") for two in range(10))
            for one in range(chapters)
        }
        draft = actions.start_draft(guideline=make_released_edition(bodies=bodies).guideline)
        page(client, draft)
        with CaptureQueriesContext(connection) as queries:
            start = time.process_time()
            answer = page(client, draft)
            took = time.process_time() - start
        costs.append(len(queries))

    assert answer.status_code == 200
    assert costs[0] == costs[1]
    assert took < 1.5  # seconds of processor, about 0.2 when nothing else runs


def test_texts_read_before_are_not_parsed_again(monkeypatch):
    draft = make_draft()
    preflight.findings(Draft(draft, parse=markdown.read))

    monkeypatch.setattr(markdown.document, "parse", None)

    assert preflight.findings(Draft(draft, parse=markdown.read)) == []


def test_a_text_that_was_only_read_still_gives_its_html():
    read, parsed = (
        markdown.read("## One\n\n" + make_statement("one")),
        markdown.parse("## One\n\n" + make_statement("one")),
    )

    assert read.html(chapter=3) == parsed.html(chapter=3)
    assert read.statement_html("one") == parsed.statement_html("one")
