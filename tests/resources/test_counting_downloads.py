import pytest
from django.db import DatabaseError
from django.urls import reverse

from resources.models import DownloadCount
from tests.make import make_editor
from tests.resources.make import make_document

pytestmark = pytest.mark.django_db
PERSON = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def document():
    return make_document(slug="report")


def fetch(client, agent=PERSON, path="/resources/report/download/", method="get", **headers):
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    response = getattr(client, method)(path, headers={"User-Agent": agent} | headers)
    response.getvalue()
    return response


def total():
    return sum(DownloadCount.objects.values_list("number", flat=True))


def test_a_persons_downloads_are_counted_on_their_day(client, document):
    for _ in range(3):
        fetch(client)

    count = DownloadCount.objects.get()
    assert (count.document, count.number) == (document, 3)


def test_one_download_is_one_statement(client, document, django_assert_num_queries):
    with django_assert_num_queries(2):  # the document, the count
        fetch(client)


def test_an_old_version_and_the_way_to_another_publisher_count_too(client, document):
    make_document(slug="elsewhere", url="https://example.org/")

    fetch(client, path="/resources/report/versions/1/download/")
    fetch(client, path="/resources/elsewhere/download/")

    assert total() == 2


@pytest.mark.parametrize(
    "agent",
    [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0)",
        "facebookexternalhit/1.1",
        "curl/8.5.0",
        "python-requests/2.32",
        "Mozilla/5.0 HeadlessChrome/140",
        "",
    ],
)
def test_machines_are_not_counted(client, document, agent):
    fetch(client, agent=agent)

    assert total() == 0


def test_head_conditional_and_prefetched_requests_are_not_counted(client, document):
    etag = fetch(client, method="head")["ETag"]
    fetch(client, If_None_Match=etag)
    fetch(client, Sec_Purpose="prefetch;prerender")

    assert total() == 0


@pytest.mark.parametrize(
    ("part", "counted"),
    [
        ("bytes=0-", 1),
        ("bytes=0-65535", 1),
        ("bytes=0-1", 0),
        ("bytes=500-", 0),
        ("bytes=-500", 0),
        ("bytes=9999999-", 0),
    ],
)
def test_a_file_that_comes_in_parts_counts_once(client, document, part, counted):
    fetch(client, Range=part)

    assert total() == counted


def test_parts_that_nginx_sends_count_once_too(client, document, settings):
    settings.ACCEL_REDIRECT = "/files/"

    fetch(client)
    fetch(client, Range="bytes=65536-")

    assert total() == 1


def test_a_download_is_served_even_when_it_cannot_be_counted(client, document, monkeypatch):
    def fails(*args):
        raise DatabaseError("locked")

    monkeypatch.setattr(DownloadCount.objects, "add_one", fails)

    assert fetch(client).status_code == 200


def test_nothing_about_the_person_is_kept():
    assert {field.name for field in DownloadCount._meta.get_fields()} == {"id", "document", "day", "number"}


def test_editors_see_the_downloads_as_a_chart_and_a_table(client, document):
    fetch(client)
    fetch(client)
    client.force_login(make_editor())

    page = client.get(reverse("admin:resources_document_change", args=[document.pk])).text

    assert "2 in the last 30 days, 2 in all" in page
    assert 'role="img"' in page
    assert page.count("<rect") == 30
    assert "<td>2</td>" in page
    assert "style=" not in page[page.index("desk-chart") : page.index("</svg>", page.index("desk-chart"))]
