"""Editors put documents beside a statement and say which statements news is about; the statement's page shows both."""

import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guidelines.admin import about_statements
from guidelines.models import Statement
from resources import actions
from resources.models import RelatedDocument
from tests.make import (
    make_document,
    make_editor,
    make_guideline,
    make_news_item,
    make_released_edition,
    make_statement,
)

pytestmark = pytest.mark.django_db
LIFE = "/guidelines/g/statements/self-reflection/"


@pytest.fixture
def statement():
    make_released_edition(make_guideline(slug="g"))
    return Statement.objects.get(key="self-reflection")


@pytest.fixture
def desk(client, statement):
    client.force_login(make_editor())
    return reverse("admin:resources_related", args=[statement.guideline_id])


def test_the_page_of_a_statement_shows_its_documents_in_the_editors_order(client, statement):
    for title in ["Second", "First"]:
        related = actions.relate(
            guideline=statement.guideline, document=make_document(title=title), statement=statement
        )
    actions.move_related(related=related, position=1)

    text = client.get(LIFE).text

    assert text.index("Documents about it") < text.index("First</a>") < text.index("Second</a>")
    assert "Documents about it" not in client.get("/guidelines/g/statements/shared-work/").text


def test_a_document_beside_a_statement_stands_in_no_footer(client, statement):
    actions.relate(guideline=statement.guideline, document=make_document(title="Only here"), statement=statement)

    assert "Only here" not in client.get("/guidelines/g/").text
    assert "Only here" not in client.get("/guidelines/g/chapters/focus-on-self/").text


def test_the_same_document_stands_in_the_footer_and_beside_a_statement_but_once_in_each(statement):
    document = make_document()
    actions.relate(guideline=statement.guideline, document=document)
    actions.relate(guideline=statement.guideline, document=document, statement=statement)

    with pytest.raises(actions.AlreadyRelated):
        actions.relate(guideline=statement.guideline, document=document, statement=statement)


def test_the_database_keeps_a_document_once_beside_a_statement_and_never_beside_a_chapter_too(statement):
    facts = {"guideline": statement.guideline, "document": make_document(), "statement": statement}
    RelatedDocument.objects.create(**facts)

    with pytest.raises(IntegrityError), transaction.atomic():
        RelatedDocument.objects.create(**facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        RelatedDocument.objects.create(**facts | {"chapter_key": "6d1f6a3e-7a38-4c0b-8a5e-0d6c6e3b6d11"})


def test_an_editor_chooses_the_statement_by_its_key_and_takes_it_out_again(client, desk, statement):
    document = make_document(title="A framework")

    page = client.post(desk, {"document": document.pk, "statement": "self-reflection"}, follow=True).text

    related = RelatedDocument.objects.get()
    assert related.statement == statement
    assert "Beside the statement “self-reflection”" in page
    assert '<option value="self-reflection">1.1 Self reflection</option>' in page
    client.post(desk, {"remove": related.pk})
    assert not RelatedDocument.objects.exists()


@pytest.mark.parametrize("typed", ["nobody", "1.1 Self reflection", "x" * 300, "\u202eself-reflection"])
def test_a_statement_that_is_not_there_is_refused_and_what_was_typed_is_kept(client, desk, typed):
    response = client.post(desk, {"document": make_document().pk, "statement": typed})

    assert "No statement of this guideline has the key" in response.text
    assert f'value="{typed}"' in response.text
    assert not RelatedDocument.objects.exists()


def test_a_statement_of_another_guideline_is_refused(client, desk):
    make_released_edition(make_guideline(), {"one": "::: {.statement #elsewhere}\nWords.\n:::"})

    response = client.post(desk, {"document": make_document().pk, "statement": "elsewhere"})

    assert "No statement of this guideline" in response.text


def test_a_chapter_and_a_statement_at_once_are_refused(client, desk, statement):
    chapter = statement.guideline.editions.get().chapters.first()
    typed = {"document": make_document().pk, "statement": "self-reflection", "chapter_key": str(chapter.key)}

    assert "Choose a chapter or a statement, not both." in client.post(desk, typed).text
    assert not RelatedDocument.objects.exists()


def test_news_about_a_statement_shows_on_its_page_and_leads_back(client, statement):
    item = make_news_item(title="Reflection day", slug="day")
    item.statements.add(statement)

    text = client.get(LIFE).text
    assert "News about it" in text
    assert '<a href="/news/day/">Reflection day</a>' in text
    assert f'<a href="{LIFE}">1.1 Self reflection</a>' in client.get("/news/day/").text


def test_news_to_come_does_not_show(client, statement):
    item = make_news_item(title="Secret", published_at="2099-01-01T00:00Z")
    item.statements.add(statement)

    assert "Secret" not in client.get(LIFE).text


def test_news_that_links_to_a_statement_and_is_about_it_shows_once(client, statement):
    item = make_news_item(title="Once only", body=f"[x]({LIFE})")
    item.statements.add(statement, Statement.objects.get(key="shared-work"))

    assert client.get(LIFE).text.count("Once only") == 1


def test_an_editor_chooses_the_statements_of_a_news_item(client, desk, statement):
    item = make_news_item(slug="day")
    address = reverse("admin:resources_newsitem_change", args=[item.pk])

    page = client.get(address)

    assert re.findall(r'name="statements" value="\d+"[^>]*>\s*(\d\.\d [A-Z][a-z ]+)', page.text) == [
        "1.1 Self reflection",
        "1.2 Values in practice",
        "2.1 Shared work",
    ]
    facts = {"title": "T", "slug": "day", "summary": "S.", "body": "", "guideline": "", "statements": [statement.pk]}
    facts |= {"published_at_0": "2019-01-01", "published_at_1": "09:00"}
    response = client.post(address, facts)
    assert response.status_code == 302, response.text
    assert list(item.statements.all()) == [statement]


def test_where_statements_are_many_those_of_the_chosen_guideline_are_offered(client, desk, statement, monkeypatch):
    monkeypatch.setattr(about_statements, "LISTED", 1)
    elsewhere = make_released_edition(bodies={"a": make_statement("elsewhere")})
    other, item = Statement.objects.get(key="elsewhere"), make_news_item(slug="day")
    address = reverse("admin:resources_newsitem_change", args=[item.pk])
    offered = re.compile(r'name="statements" value="(\d+)"')

    page = client.get(address).text
    assert offered.findall(page) == [] and "choose the guideline, press “Save and continue editing”" in page

    facts = {"title": "T", "slug": "day", "summary": "S.", "body": "", "guideline": statement.guideline_id}
    facts |= {"published_at_0": "2019-01-01", "published_at_1": "09:00", "_continue": "1"}
    page = client.post(address, facts, follow=True).text
    assert len(offered.findall(page)) == 3 and f'value="{other.pk}"' not in page

    assert client.post(address, facts | {"statements": [statement.pk]}).status_code == 302
    both = facts | {"guideline": elsewhere.guideline_id, "statements": [statement.pk, other.pk]}
    assert client.post(address, both).status_code == 302
    assert set(item.statements.all()) == {statement, other}  # what was ticked stays on offer

    refused = client.post(address, facts | {"guideline": "x' OR 1=1", "statements": [other.pk]})
    assert refused.status_code == 200 and "Select a valid choice" in refused.text


def test_the_page_costs_the_same_queries_however_much_is_about_a_statement(client, statement):
    def fill(number):
        for _ in range(number):
            actions.relate(guideline=statement.guideline, document=make_document(), statement=statement)
            make_news_item().statements.add(statement)

    fill(1)
    client.get(LIFE)
    before = queries_of_the_page(client)
    fill(10)
    assert queries_of_the_page(client) == before


def queries_of_the_page(client):
    with CaptureQueriesContext(connection) as found:
        client.get(LIFE)
    return len(found)
