"""What links here, shown before something is removed or gets another address."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guidelines import actions
from portal.models import Redirect
from resources.actions import relate
from resources.models import Page
from tests.make import explain, make_document, make_draft, make_news_item, make_released_edition, rewrite

pytestmark = pytest.mark.django_db


def removing(thing):
    meta = thing._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_delete", args=[thing.pk])


def asked(desk, address):
    return desk.get(reverse("links_here"), {"to": address}).text


def test_before_a_document_is_removed_every_text_that_links_to_it_is_named(desk):
    document = make_document(slug="report")
    make_draft(bodies={"a": "One.\n\nSee [it](document:report)."})
    edition = make_released_edition(bodies={"b": "See [it](document:report)."})
    make_news_item(title="By address", body="See [it](/resources/report/#top).")
    Page.objects.create(slug="p", title="Whole", body="See [it](http://localhost:8000/resources/report/).")
    Redirect.objects.create(old="/old/", new="/resources/report/")
    relate(guideline=edition.guideline, document=document)
    make_news_item(title="Another", body="See [it](/resources/another/).")

    text = desk.get(removing(document)).text

    for name in (
        "Chapter “A”",
        "Chapter “B”",
        "By address",
        "Whole",
        "redirect from /old/",
        "list of related documents",
    ):
        assert name in text
    assert "line 3" in text
    assert "Another" not in text
    assert "these texts lead nowhere" in text


def test_it_may_still_be_removed(desk):
    document = make_document(slug="report")
    make_news_item(body="See [it](document:report).")

    assert desk.post(removing(document), {"post": "yes"}).status_code == 302
    assert not type(document).objects.exists()


def test_several_at_once_are_named_too(desk):
    document = make_document(slug="report")
    make_news_item(title="Who cites it", body="See [it](document:report).")

    chosen = {"action": "delete_selected", "_selected_action": [document.pk]}
    text = desk.post(reverse("admin:resources_document_changelist"), chosen).text

    assert "Who cites it" in text


def test_before_a_chapter_is_removed_its_links_are_named(desk):
    draft = make_draft(bodies={"a": "One.", "b": "See [it](chapter:a) and [again](chapter:a#top)."})
    make_news_item(title="From the news", body=f"See [it]({draft.guideline.get_absolute_url()}chapters/a/).")

    text = desk.get(removing(draft.chapters.get(slug="a"))).text

    assert "Chapter “B”" in text
    assert "From the news" in text


def test_a_page_to_which_nothing_links_says_so(desk):
    page = Page.objects.create(slug="p", title="P", body="Words.")

    assert "No text of this site links here." in desk.get(removing(page)).text


def test_explanations_are_asked_too(desk):
    draft = actions.start_draft(guideline=make_released_edition().guideline)
    rewrite(draft, "focus-on-self", "{.statement #self-reflection", "{.statement #other-key")
    explain(draft, "self-reflection", "removed", successors=["values-in-practice"])
    make_document(slug="report")
    explain(draft, "other-key", "new", evidence="[A report](document:report)")

    at = draft.guideline.get_absolute_url()
    assert "explanation of “self-reflection”" in asked(desk, f"{at}statements/values-in-practice/")
    assert "explanation of “other-key”" in asked(desk, "/resources/report/")


def test_the_editor_leads_there_from_whatever_has_an_address(desk):
    chapter = make_released_edition().chapters.first()
    chapter_page = desk.get(reverse("admin:guidelines_chapter_change", args=[chapter.pk])).text
    document = make_document()

    text = desk.get(reverse("admin:resources_document_change", args=[document.pk])).text

    assert "what-links-here/?to=%2Fguidelines%2F" in chapter_page
    assert f"what-links-here/?to=%2Fresources%2F{document.slug}%2F" in text


@pytest.mark.parametrize("to", ["", "//example.org", "https://example.org/", "/[", "/\\example.org", "x" * 9000])
def test_odd_addresses_are_answered_in_words(desk, to):
    answer = desk.get(reverse("links_here"), {"to": to})

    assert answer.status_code == 200
    assert 'href="//' not in answer.text


def test_odd_links_in_texts_break_nothing(desk):
    make_draft(
        bodies={"a": "[a](document:Not%20a%20slug/) [b](http://[) [c](chapter:) [d](statement:) [e](//x) [f](:)"}
    )

    assert "No text of this site links here." in asked(desk, "/resources/report/")


def test_the_question_costs_the_same_however_much_is_written(desk):
    costs = []
    make_document(slug="report")
    for number in (2, 12):
        for _ in range(number):
            edition = make_released_edition(bodies={"a": "See [it](document:report)."})
            draft = actions.start_draft(guideline=edition.guideline)
            explain(draft, "one", "new", evidence="[it](document:report)")
            make_news_item(body="[it](document:report)")
            relate(guideline=edition.guideline, document=make_document())
        with CaptureQueriesContext(connection) as queries:
            asked(desk, "/resources/report/")
        costs.append(len(queries))

    assert costs[0] == costs[1]
