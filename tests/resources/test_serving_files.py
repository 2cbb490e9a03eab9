"""What a real client gets, byte for byte."""

import http.client
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils.http import http_date

from resources import actions
from resources.models import Document, DocumentVersion
from tests.resources.make import make_document, make_upload
from tests.resources.real_files import make_csv, make_docx, make_pdf, make_picture

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("read_here")]
CONTENT = make_pdf("One", "Two")


@pytest.fixture
def document():
    return make_document(CONTENT, slug="our-report")


@pytest.fixture
def ask(live_server):
    """Asks the running portal as a browser would: ask(path, method, **headers) → (response, body)."""
    connection = http.client.HTTPConnection(urlsplit(live_server.url).netloc, timeout=20)

    def ask(path, method="GET", **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers={"User-Agent": "Mozilla/5.0"} | headers)
        response = connection.getresponse()
        return response, response.read()

    yield ask
    connection.close()


NEWEST = "/resources/our-report/download/"


def test_the_newest_file_comes_whole_and_as_what_it_is(document, ask):
    response, body = ask(NEWEST)

    assert (response.status, body) == (200, CONTENT)
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Length"] == str(len(CONTENT))
    assert response.headers["Accept-Ranges"] == "bytes"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Disposition"] == 'inline; filename="our-report.pdf"'
    assert response.headers["Cache-Control"] == "no-cache"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "base-uri 'none'" in response.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-99", 0, 99),
        ("bytes=100-", 100, len(CONTENT) - 1),
        ("bytes=-50", len(CONTENT) - 50, len(CONTENT) - 1),
        ("bytes=-999999999", 0, len(CONTENT) - 1),
        ("bytes=5-999999999", 5, len(CONTENT) - 1),
        ("bytes=0-0", 0, 0),
    ],
)
def test_a_part_comes_as_206(document, ask, asked, first, last):
    response, body = ask(NEWEST, Range=asked)

    assert (response.status, body) == (206, CONTENT[first : last + 1])
    assert response.headers["Content-Range"] == f"bytes {first}-{last}/{len(CONTENT)}"
    assert response.headers["Content-Length"] == str(last - first + 1)


@pytest.mark.parametrize("asked", ["bytes=999999999-", "bytes=-0", f"bytes={len(CONTENT)}-"])
def test_a_part_outside_the_file_is_416(document, ask, asked):
    response, body = ask(NEWEST, Range=asked)

    assert (response.status, body) == (416, b"")
    assert response.headers["Content-Range"] == f"bytes */{len(CONTENT)}"


@pytest.mark.parametrize(
    "asked",
    ["bytes=9-5", "bytes=0-1,5-9", "bytes=-", "lines=1-2", "bytes=a-b", "bytes=" + "9" * 400 + "-", "bytes=٣-٩"],
)
def test_a_range_that_makes_no_sense_gets_the_whole_file(document, ask, asked):
    response, body = ask(NEWEST, Range=asked.encode().decode("latin-1"))

    assert (response.status, body) == (200, CONTENT)


def test_nothing_is_sent_again_that_has_not_changed(document, ask):
    etag = ask(NEWEST)[0].headers["ETag"]
    modified = ask(NEWEST)[0].headers["Last-Modified"]

    assert ask(NEWEST, If_None_Match=etag)[0].status == 304
    assert ask(NEWEST, If_Modified_Since=modified)[0].status == 304
    assert ask(NEWEST, If_None_Match='"other"')[0].status == 200
    assert ask(NEWEST, If_Match='"other"')[0].status == 412


def test_the_rest_of_another_version_is_never_glued_on(document, ask):
    etag = ask(NEWEST)[0].headers["ETag"]

    assert ask(NEWEST, Range="bytes=10-", If_Range=etag)[0].status == 206
    assert ask(NEWEST, Range="bytes=10-", If_Range='"older"')[0].status == 200
    uploaded = document.newest.uploaded_at
    assert ask(NEWEST, Range="bytes=10-", If_Range=http_date(uploaded.timestamp()))[0].status == 206
    earlier = http_date((uploaded - timedelta(days=1)).timestamp())
    assert ask(NEWEST, Range="bytes=10-", If_Range=earlier)[0].status == 200


def test_head_says_the_same_without_the_file(document, ask):
    response, body = ask(NEWEST, method="HEAD")

    assert (response.status, body) == (200, b"")
    assert response.headers["Content-Length"] == str(len(CONTENT))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_file_can_only_be_read(document, ask, method):
    assert ask(NEWEST, method=method)[0].status in (403, 405)


def test_old_versions_stay_at_their_addresses(document, ask):
    newer = make_pdf("Three")
    actions.add_version(document=document, file=make_upload(newer), note="Page 1 corrected")

    assert ask(NEWEST)[1] == newer
    response, body = ask("/resources/our-report/versions/1/download/")
    assert body == CONTENT
    assert response.headers["Content-Disposition"] == 'inline; filename="our-report-version-1.pdf"'
    assert ask("/resources/our-report/versions/2/download/")[1] == newer
    assert ask("/resources/our-report/versions/3/download/")[0].status == 404


@pytest.mark.parametrize(
    ("content", "kind", "shown"),
    [
        (make_docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", False),
        (make_csv(), "text/csv; charset=utf-8", False),
        (make_picture(), "image/png", True),
    ],
)
def test_only_pdf_and_pictures_open_in_the_browser(ask, content, kind, shown):
    make_document(content, slug="thing")

    response, _ = ask("/resources/thing/download/")

    assert response.headers["Content-Type"] == kind
    assert response.headers["Content-Disposition"].startswith("inline" if shown else "attachment")


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a\u202egpj.exe", "x" * 300 + ".pdf", "\x00.pdf", "CON", "a\r\nb.pdf"]
)
def test_the_name_that_a_file_came_with_goes_nowhere(ask, name):
    document = make_document(slug="named")
    content = make_pdf("Other")
    upload = make_upload(content)
    upload._name = name
    actions.add_version(document=document, file=upload)

    response, body = ask("/resources/named/download/")

    assert body == content
    assert response.headers["Content-Disposition"] == 'inline; filename="named.pdf"'
    stored = DocumentVersion.objects.get(number=2).file.name
    assert stored.startswith("documents/")
    assert len(stored) == len("documents/") + 32 + 4


def test_a_file_that_is_gone_from_storage_is_404(document, ask):
    document.newest.file.storage.delete(document.newest.file.name)

    assert ask(NEWEST)[0].status == 404


def test_the_first_page_is_shown(document, ask):
    response, body = ask("/resources/our-report/versions/1/first-page.webp")

    assert (response.status, response.headers["Content-Type"]) == (200, "image/webp")
    assert body.startswith(b"RIFF")


def test_nginx_is_told_where_the_file_is(document, ask, settings):
    settings.ACCEL_REDIRECT = "/files/"

    response, body = ask(NEWEST, Range="bytes=0-9")

    assert (response.status, body) == (200, b"")
    assert response.headers["X-Accel-Redirect"] == f"/files/{document.newest.file.name}"
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'inline; filename="our-report.pdf"'


def test_a_document_without_file_or_address_is_not_there(ask):
    actions.save_document(document=Document(slug="empty", title="Empty", kind="report"))

    assert ask("/resources/empty/")[0].status == 404
    assert ask("/resources/empty/download/")[0].status == 404
    assert b"Empty" not in ask("/resources/")[1]
