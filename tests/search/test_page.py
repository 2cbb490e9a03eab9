"""The search page: facets, pages, help, hostile input, and what it costs."""

import re
import xml.etree.ElementTree as ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.make import make_document, make_news_item, make_released_edition, make_statement

pytestmark = pytest.mark.django_db

HOSTILE = {
    "ten thousand characters": "leadership " * 910,
    "one long word": "x" * 10_000,
    "only operators": "AND OR NOT + - && || ! ( ) { } [ ] ^ ~ * ? : \\ /",
    "only quotes": '"""\'\'“”„',
    "an open quote": '"leadership',
    "emoji": "🦓🔥 👩‍⚕️",
    "SQL": "'; DROP TABLE guidelines_statement; --",
    "FTS syntax": 'title:x NEAR(a b, 2) OR "a" * ^b',
    "Lucene syntax": "title:leadership^99 AND [a TO z] /.*/ ~2",
    "a regular expression": "(a+)+$ .* [^a] \\d{1000}*",
    "markup": "<script>alert(1)</script>",
    "right to left": "\u202eleadership\u202c",
    "control characters": "lead\x01er\x1f\ufeffship",
    "a lone surrogate": "\udcff",
    "nothing": "",
    "spaces": "   ",
}


@pytest.mark.parametrize("what", HOSTILE)
@pytest.mark.parametrize("address", ["/search/", "/search/suggest/"])
def test_whatever_is_typed_gets_an_answer(client, address, what):
    make_document(title="Leadership")

    answer = client.get(address, {"q": HOSTILE[what].encode("utf-8", "surrogatepass")})

    assert answer.status_code == 200
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "json" in answer["Content-Type"] or "<script>alert" not in answer.text


def test_a_null_byte_is_refused_with_a_page_that_helps(client):
    answer = client.get("/search/?q=a%00b")

    assert answer.status_code == 400
    assert "/guidelines/" in answer.text


@pytest.mark.parametrize(
    "query",
    ["kind=nonsense", "year=abcd", "chapter=../../x", "page=0", "page=99999999999999999", "guideline=a%20b"],
)
def test_what_cannot_narrow_the_results_narrows_nothing(client, query):
    make_document(title="Leadership")

    answer = client.get(f"/search/?q=leadership&{query}")

    assert answer.status_code == 200
    assert "1 result" in answer.text


def test_an_empty_result_helps(client):
    page = client.get("/search/", {"q": "xylophone"}).text

    assert "Nothing found for “xylophone”" in page
    assert "What you can try" in page


def test_a_word_that_one_page_has_is_found_without_a_remark(client):
    make_document(title="Rota", summary="For wards.")

    answer = client.get("/search/?q=rota").text

    assert "1 result" in answer
    assert "most of these words" not in answer


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("rota handover ward night", "Only 1 page has most of these words. The others have some of them."),
        ("rota hospice theatre night", "No page has most of these words. These have some of them."),
    ],
)
def test_results_with_only_some_of_the_words_are_told_apart(client, typed, told):
    make_document(title="Rota", summary="Handover on the ward.")
    make_document(title="Night", summary="Work after dark.")

    assert told in client.get("/search/", {"q": typed}).text


def test_facets_say_how_many_and_narrow(client):
    make_released_edition(bodies={"one": "## Marsupials\n\nWords.\n\n" + make_statement("marsupials")})
    make_document(title="Marsupials", year=2001)
    make_news_item(title="Marsupials")
    page = client.get("/search/?q=marsupials").text
    counts = re.findall(r">(Everything|Statements|Chapters|Documents|News and events) <span>(\d+)</span>", page)
    assert counts == [
        ("Everything", "4"),
        ("Statements", "1"),
        ("Chapters", "1"),
        ("Documents", "1"),
        ("News and events", "1"),
    ]

    narrowed = client.get("/search/?q=marsupials&year=2001").text

    assert "1 result" in narrowed
    assert 'href="?q=marsupials"' in narrowed  # the way back


def test_search_within_one_guideline(client):
    one, two = (make_released_edition(bodies={"one": make_statement("bandicoots")}) for _ in range(2))

    page = client.get(f"/search/?q=bandicoots&guideline={one.guideline.slug}").text

    assert f"/guidelines/{one.guideline.slug}/statements/bandicoots/" in page
    assert f"/guidelines/{two.guideline.slug}/statements/bandicoots/" not in page


def test_more_than_ten_results_come_in_pages(client):
    for number in range(13):
        make_document(title=f"Possums {number}")

    first, second, beyond = (client.get(f"/search/?q=possums&page={page}").text for page in (1, 2, 9))

    assert [page.count("<h2><a") for page in (first, second, beyond)] == [10, 3, 3]
    assert "13 results, page 2 of 2" in beyond
    assert 'rel="next"' in first
    assert 'rel="prev"' in second


def test_search_engines_are_asked_to_stay_away_and_nothing_is_stored(client):
    page = client.get("/search/?q=leadership")

    assert '<meta name="robots" content="noindex' in page.text
    assert not page.cookies


def test_the_page_costs_the_same_queries_whatever_is_found(client):
    costs = []
    for number in (1, 12):
        for _ in range(number):
            make_document(title="Possums")
            make_released_edition(bodies={"one": make_statement("possums")})
        client.get("/search/?q=possums")  # catches up
        with CaptureQueriesContext(connection) as queries:
            client.get("/search/?q=possums")
        costs.append(len(queries))

    assert costs[0] == costs[1] <= 8


def test_suggestions_are_what_opensearch_expects(client, settings):
    document = make_document(title="Placement handbook", kind="guidance")

    typed, titles, hints, addresses = client.get("/search/suggest/?q=handb").json()

    assert (typed, titles, hints) == ("handb", ["Placement handbook"], ["Guidance"])
    assert addresses == [settings.SITE_URL + document.get_absolute_url()]


def test_browsers_can_add_the_search(client, settings):
    answer = client.get("/search/opensearch.xml")
    root = ElementTree.fromstring(answer.content)
    space = "{http://a9.com/-/spec/opensearch/1.1/}"

    assert answer["Content-Type"] == "application/opensearchdescription+xml; charset=utf-8"
    assert len(root.find(f"{space}ShortName").text) <= 16
    assert root.find(f"{space}Url").get("template") == f"{settings.SITE_URL}/search/?q={{searchTerms}}"
    assert 'href="/search/opensearch.xml"' in client.get("/guidelines/").text
