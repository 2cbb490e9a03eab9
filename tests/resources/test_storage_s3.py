"""Files in S3-compatible storage (tests/s3.py)."""

import contextlib
import socket
import urllib.request
from urllib.parse import parse_qs, urlsplit

import pytest
from botocore.config import Config
from django.core.files.storage import default_storage, storages

from portal import env, files
from portal.files import bucket
from resources.models import DocumentVersion
from tests.resources.make import make_document
from tests.resources.real_files import make_pdf

pytestmark = pytest.mark.django_db(transaction=True)


def test_readers_are_sent_to_a_signed_address_for_a_few_minutes(in_s3, client):
    content = make_pdf()
    make_document(content, slug="report")

    response = client.get("/resources/report/download/")

    assert response.status_code == 302
    assert response["Cache-Control"] == "private, no-store"
    said = parse_qs(urlsplit(response["Location"]).query)
    assert said["X-Amz-Expires"] == ["300"]
    with urllib.request.urlopen(response["Location"]) as answer:
        assert answer.read() == content
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["Content-Disposition"] == 'inline; filename="report.pdf"'


def test_a_part_of_the_file_comes_from_the_storage(in_s3, client):
    content = make_pdf()
    make_document(content, slug="report")

    address = client.get("/resources/report/download/")["Location"]
    with urllib.request.urlopen(urllib.request.Request(address, headers={"Range": "bytes=5-14"})) as answer:
        assert (answer.status, answer.read()) == (206, content[5:15])


def test_pictures_inside_our_pages_come_from_us(in_s3, client):
    make_document(slug="report")

    response = client.get("/resources/report/versions/1/first-page.webp")

    assert response.status_code == 200
    assert response.getvalue().startswith(b"RIFF")


def test_words_are_read_from_there_too(in_s3):
    make_document(make_pdf("Leadership begins."))

    assert DocumentVersion.objects.get().text == "Leadership begins."
    assert {item.key.split("/")[0] for item in in_s3.objects.all()} == {"documents"}


def test_a_storage_that_is_away_leaves_no_document(in_s3, settings, monkeypatch):
    monkeypatch.setenv("S3_BUCKET", "no-such-bucket")
    settings.STORAGES = settings.STORAGES | {"default": env.storage()}
    with pytest.raises(files.NotStored):
        make_document()

    assert not DocumentVersion.objects.exists()


@pytest.fixture
def hanging(in_s3, settings, monkeypatch):
    """A storage that takes connections and never answers; a first page is on it."""
    make_document(slug="report")
    monkeypatch.setattr(bucket, "LIMITS", bucket.LIMITS.merge(Config(read_timeout=0.2)))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("S3_ENDPOINT_URL", f"http://127.0.0.1:{silent.getsockname()[1]}")
        settings.STORAGES = settings.STORAGES | {"default": env.storage()}
        yield silent


def tries(silent):
    """How many connections were made to it since it was asked last."""
    silent.settimeout(0.1)
    made = 0
    with contextlib.suppress(TimeoutError):
        while True:
            silent.accept()[0].close()
            made += 1
    return made


def test_a_storage_that_hangs_is_left_alone_for_a_while_and_then_tried_by_one(hanging, client):
    def ask():
        return client.get("/resources/report/versions/1/first-page.webp").status_code

    assert (ask(), tries(hanging)) == (503, 2)
    assert client.get("/readyz").status_code == 503
    assert ([ask() for _ in range(20)], tries(hanging)) == ([503] * 20, 0)

    default_storage._again_at = 0  # the pause is over
    assert ([ask() for _ in range(20)], tries(hanging)) == ([503] * 20, 1)


def test_a_storage_that_answers_again_is_used_again(in_s3, client):
    make_document(slug="report")
    default_storage._again_at = 0  # the pause is over

    assert client.get("/resources/report/versions/1/first-page.webp").getvalue()
    assert default_storage._again_at is None


def test_an_address_of_the_storage_that_is_none_stops_the_start(monkeypatch):
    monkeypatch.setenv("S3_BUCKET", "documents")
    monkeypatch.setenv("S3_ENDPOINT_URL", "storage.example.org")

    with pytest.raises(SystemExit, match="S3_ENDPOINT_URL"):
        env.storage()


def test_without_a_bucket_files_stay_in_the_data_folder(monkeypatch):
    monkeypatch.delenv("S3_BUCKET", raising=False)

    assert env.storage()["BACKEND"].endswith("FileSystemStorage")


@pytest.mark.parametrize("place", ["folder", "bucket"])
def test_a_stray_file_that_another_node_sweeps_at_the_same_moment_troubles_nobody(request, monkeypatch, place):
    if place == "bucket":
        request.getfixturevalue("in_s3")
    monkeypatch.setattr(type(storages["default"]), "listdir", lambda storage, folder: ([], ["gone.pdf"]))

    assert files.sweep(folder="documents", keep=set()) == 0
