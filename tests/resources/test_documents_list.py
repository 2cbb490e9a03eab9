import pytest

from resources import actions
from tests.make import make_released_edition
from tests.resources.make import make_document, make_upload
from tests.resources.real_files import make_pdf

pytestmark = pytest.mark.django_db
ELSEWHERE = "https://example.org/"


@pytest.fixture
def documents():
    edition = make_released_edition()
    listed = make_document(title="A framework", kind="framework", year=2016, publisher="NHS", url=ELSEWHERE)
    actions.relate(guideline=edition.guideline, document=listed)
    actions.relate(guideline=edition.guideline, document=listed, chapter_key=edition.chapters.first().key)
    make_document(title="B report", kind="report", year=2018, publisher="HEE")
    return edition.guideline


def found(client, **asked):
    page = client.get("/resources/", asked).text
    return [title for title in ("A framework", "B report") if f">{title}</a>" in page]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["A framework", "B report"]),
        ({"kind": "framework"}, ["A framework"]),
        ({"year": "2018"}, ["B report"]),
        ({"publisher": "HEE"}, ["B report"]),
        ({"kind": "framework", "year": "2018"}, []),
    ],
)
def test_the_list_is_narrowed(client, documents, asked, expected):
    assert found(client, **asked) == expected


def test_the_list_is_narrowed_to_a_guidelines_documents_each_once(client, documents):
    page = client.get("/resources/", {"guideline": documents.slug}).text

    assert "1 document" in page
    assert page.count(">A framework</a>") == 1


@pytest.mark.parametrize("asked", ["kind=evil", "year=99999", "guideline=nope", "publisher=%FF"])
def test_a_filter_that_is_not_offered_is_refused(client, documents, asked):
    assert client.get(f"/resources/?{asked}").status_code == 400


def test_pages_and_sizes_are_shown(client, documents):
    assert "PDF, 1 page, 1.4" in client.get("/resources/").text


def test_the_list_costs_as_much_for_many_as_for_few(client, documents, django_assert_num_queries):
    for _ in range(5):
        make_document()

    with django_assert_num_queries(4):
        client.get("/resources/")


def test_a_document_page_lists_its_versions(client):
    document = make_document(slug="report")
    actions.add_version(document=document, file=make_upload(make_pdf("Two", "Three")), note="A page added")

    page = client.get("/resources/report/").text

    assert "A page added" in page
    assert "Open the PDF" in page
    assert "versions/1/download/" in page
    assert document.versions.last().sha256 in page


def test_a_document_page_leads_to_another_publisher(client):
    make_document(slug="elsewhere", url=ELSEWHERE)

    assert "Go to the web page" in client.get("/resources/elsewhere/").text
    assert client.get("/resources/elsewhere/download/")["Location"] == ELSEWHERE
