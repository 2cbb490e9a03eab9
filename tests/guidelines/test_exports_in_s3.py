"""Downloads where files are kept in S3-compatible storage."""

import threading
import urllib.request
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.storage import default_storage

from guidelines import exports
from guidelines.exports import statements, storing
from tests.make import make_draft, make_editor, make_guideline, make_released_edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(in_s3):
    return make_released_edition(make_guideline(short_title="Leading well"))


def keys(bucket):
    return [each.key for each in bucket.objects.all()]


def fetched(address, **headers):
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as answer:
        return answer.status, answer.headers, answer.read()


def test_a_file_is_built_into_the_bucket_and_read_at_a_signed_address(in_s3, edition, client):
    response = client.get(f"{edition.get_absolute_url()}download/pdf/")

    assert (response.status_code, response["Cache-Control"]) == (302, "private, no-store")
    assert parse_qs(urlsplit(response["Location"]).query)["X-Amz-Expires"] == ["300"]
    status, headers, content = fetched(response["Location"])
    assert (status, headers["Content-Type"], content[:5]) == (200, "application/pdf", b"%PDF-")
    assert headers["Content-Disposition"] == 'inline; filename="leading-well-edition-1.pdf"'
    assert fetched(response["Location"], Range="bytes=5-14")[::2] == (206, content[5:15])
    assert keys(in_s3) == [exports.ready(edition, "pdf").name]
    assert exports.all_of(edition)["pdf"].pages > 2


def test_the_list_says_size_and_pages_and_a_second_reader_builds_nothing(in_s3, edition, client, monkeypatch):
    size = exports.ready(edition, "pdf").size
    monkeypatch.setattr(storing, "_build", lambda *given: pytest.fail("it is there already"))

    response = client.get(f"{edition.get_absolute_url()}downloads/")

    assert f"{exports.all_of(edition)['pdf'].pages} pages, {size / 1024:.1f}" in response.text
    assert client.get(f"{edition.get_absolute_url()}download/pdf/").status_code == 302


def test_two_nodes_at_once_leave_one_file(in_s3, edition, monkeypatch):
    together = threading.Barrier(2)
    monkeypatch.setattr(statements, "as_csv", lambda publication: b"the file"[together.wait(10) * 0 :])
    monkeypatch.setattr(storing.gathering, "of", lambda edition: None)
    answers = []
    nodes = [threading.Thread(target=lambda: answers.append(storing._build(edition, "csv", None))) for _ in range(2)]

    for node in nodes:
        node.start()
    for node in nodes:
        node.join()

    assert answers[0] == answers[1]
    assert keys(in_s3) == [answers[0].name]
    with default_storage.open(answers[0].name) as file:
        assert file.read() == b"the file"


def test_an_older_file_makes_way_for_the_new_one(in_s3, edition, monkeypatch):
    exports.ready(edition, "csv")
    monkeypatch.setattr(storing, "LOOK", 99)

    newer = exports.ready(edition, "csv")

    assert keys(in_s3) == [newer.name]


def test_a_draft_leaves_nothing_in_the_bucket(in_s3, client):
    draft = make_draft()
    client.force_login(make_editor())

    response = client.get(f"/admin/guidelines/edition/{draft.pk}/download/csv/")

    assert response.content.startswith(b"\xef\xbb\xbfNumber")
    assert keys(in_s3) == []
