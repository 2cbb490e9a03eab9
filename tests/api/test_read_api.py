"""The read API: what is public as JSON, a page at a time, cheap to ask again."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from resources.actions import relate
from tests.make import (
    make_document,
    make_draft,
    make_news_item,
    make_released_edition,
    make_second_edition,
    make_statement,
)

pytestmark = pytest.mark.django_db
LISTS = ["guidelines", "editions", "chapters", "statements", "changes", "documents", "news"]


def results(client, address):
    return client.get(f"/api/v1/{address}").json()["results"]


@pytest.mark.parametrize("name", LISTS)
def test_every_list_answers_and_any_site_may_read_it(client, name):
    make_second_edition()
    make_document()
    make_news_item()

    answer = client.get(f"/api/v1/{name}")

    assert answer.status_code == 200
    assert answer.json()["results"]
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies


@pytest.mark.parametrize("name", LISTS)
def test_nothing_that_is_not_public_is_told(client, name):
    make_draft()
    make_released_edition(at=timezone.now() + timedelta(days=1))
    make_news_item(published_at=timezone.now() + timedelta(days=1))

    assert results(client, name) == []


def test_statements_are_those_that_stand_unless_an_edition_is_asked_for(client):
    edition = make_second_edition()
    slug = edition.guideline.slug

    def keys(query):
        return {each["key"] for each in results(client, f"statements?guideline={slug}{query}")}

    assert keys("") == {"self-reflection", "values-in-practice", "fresh-start"}
    assert keys("&edition=1") == {"self-reflection", "values-in-practice", "shared-work"}
    assert keys("&chapter=new") == {"fresh-start"}
    assert keys("&key=fresh-start&edition=1") == set()


def test_changes_name_their_reason_and_successors(client):
    make_second_edition()

    found = results(client, "changes?edition=2&kind=removed")

    assert [(each["key"], each["successors"], each["reason"]) for each in found] == [
        ("shared-work", ["fresh-start"], "Educators asked for it.")
    ]


def test_pages_follow_one_another_and_lose_nothing(client, settings):
    settings.SITE_URL = "https://guidelines.example.org"
    made = [make_document(title=f"Document {number}").slug for number in range(7)]
    address, seen = "/api/v1/documents?page_size=3", []
    while address:
        page = client.get(address).json()
        seen += [each["slug"] for each in page["results"]]
        address = page["next"] and page["next"].removeprefix("https://guidelines.example.org")

    assert seen == made


@pytest.mark.parametrize("name", ["statements", "changes", "chapters", "editions", "news"])
def test_a_page_costs_the_same_queries_whatever_its_size(client, name):
    costs = []
    for number in (1, 6):
        for _ in range(number):
            make_second_edition()
            make_news_item()
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/api/v1/{name}")
        costs.append(len(queries))

    assert costs[0] == costs[1] <= 3


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/statements",
        "/api/v1/openapi.json",
        "/guidelines/{}/chapters/one.md",
        "/guidelines/{}/chapters/one.json",
    ],
)
def test_an_unchanged_answer_costs_nothing(client, address):
    edition = make_released_edition(bodies={"one": make_statement("first")})
    address = address.format(edition.guideline.slug)
    etag = client.get(address)["ETag"]

    again = client.get(address, headers={"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "query",
    ["cursor=zzz", "cursor=cD1hYmM%3D", "cursor=cD05OTk5OTk5OTk5OTk5OTk5OTk5OTk5", "edition=0", "edition=x", "kind=x"],
)
def test_what_makes_no_sense_is_refused_with_words(client, query):
    answer = client.get(f"/api/v1/changes?{query}")

    assert answer.status_code == 422
    assert answer.json()["detail"]


@pytest.mark.parametrize("address", ["/api/v1/statements", "/api/v1/openapi.json"])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_nothing_can_be_written(client, method, address):
    answer = getattr(client, method)(address)

    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


CHAPTER_FILES = ["/guidelines/any/chapters/any.md", "/guidelines/any/editions/1/chapters/any.json"]


@pytest.mark.parametrize(
    "address", ["/api/v1/statements", "/api/v1/documents/none", "/api/v1/openapi.json", *CHAPTER_FILES]
)
def test_a_browser_that_asks_first_for_another_site_may_go_on(client, address):
    asks = {"Origin": "https://example.org", "Access-Control-Request-Headers": "if-none-match"}

    answer = client.options(address, headers=asks | {"Access-Control-Request-Method": "GET"})

    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "GET" in answer["Access-Control-Allow-Methods"]
    assert "If-None-Match" in answer["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in answer
    assert not answer.cookies


def test_a_refusal_can_be_read_by_another_site_too(client):
    for address in ("/api/v1/documents/none", "/api/v1/statements?edition=x"):
        assert client.get(address)["Access-Control-Allow-Origin"] == "*"


def test_the_head_alone_says_what_the_whole_would(client):
    make_document()
    whole = client.get("/api/v1/documents")

    head = client.head("/api/v1/documents")

    assert (head.status_code, head.content, head["ETag"]) == (200, b"", whole["ETag"])


def test_documents_are_told_by_the_guideline_that_lists_them(client):
    edition, listed, _ = make_released_edition(), make_document(), make_document()
    for chapter_key in (None, edition.chapters.first().key):  # listed twice, told once
        relate(guideline=edition.guideline, document=listed, chapter_key=chapter_key)

    found = results(client, f"documents?guideline={edition.guideline.slug}")

    assert [each["slug"] for each in found] == [listed.slug]
    assert results(client, "documents?guideline=another") == []


def test_openapi_describes_every_operation(client):
    described = client.get("/api/v1/openapi.json").json()

    assert described["openapi"].startswith("3.")
    for name in LISTS:
        assert f"/api/v1/{name}" in described["paths"]
    for operations in described["paths"].values():
        assert set(operations) == {"get"}
        assert operations["get"]["summary"]


def test_the_readable_page_lists_them_and_loads_nothing_foreign(client):
    page = client.get("/api/v1/").text

    for name in LISTS:
        assert f'href="/api/v1/{name}"' in page
    assert 'src="http' not in page


def test_a_chapter_is_there_as_markdown_beside_its_page(client, settings):
    body = "Words.\n\n## Here\n\n" + make_statement("first", "See [it](statement:first) and [that](chapter:one#here).")
    edition = make_released_edition(bodies={"one": body})
    page = f"/guidelines/{edition.guideline.slug}/chapters/one"
    pinned = f"{settings.SITE_URL}/guidelines/{edition.guideline.slug}/editions/1"

    text = client.get(f"{page}.md")

    assert text["Content-Type"] == "text/markdown; charset=utf-8"
    assert text.text.startswith("# One\n\nWords.")
    assert f"[it]({pinned}/statements/first/)" in text.text
    assert f"[that]({pinned}/chapters/one/#here)" in text.text
    assert 'href="../one.md"' in client.get(f"{page}/").text


def test_a_chapter_is_there_as_json_today_and_pinned(client):
    edition = make_released_edition(bodies={"one": "Words."})
    there = f"/guidelines/{edition.guideline.slug}"

    today, pinned, api = (
        json.loads(client.get(address).content)
        for address in (
            f"{there}/chapters/one.json",
            f"{there}/editions/1/chapters/one.json",
            f"/api/v1{there}/editions/1/chapters/one",
        )
    )

    assert today == pinned == api
    assert today["html"] == "<p>Words.</p>\n"


def test_a_draft_chapter_has_no_files(client):
    draft = make_draft(bodies={"one": "Words."})

    for there in ("", "editions/1/"):
        assert client.get(f"/guidelines/{draft.guideline.slug}/{there}chapters/one.md").status_code == 404
