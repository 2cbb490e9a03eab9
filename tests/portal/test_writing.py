"""The live preview and the upload behind the Markdown field: for editors only, and always safe."""

import io
import re

import pytest
from django.contrib.auth import get_user_model
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from portal import markdown
from tests.make import make_document, make_editor

pytestmark = pytest.mark.django_db
PREVIEW, UPLOAD = reverse("markdownx_markdownify"), reverse("markdownx_upload")


def picture(name="holiday.png"):
    content = io.BytesIO()
    Image.new("RGB", (4, 4)).save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue())


def posted(address):
    return {"content": "*words*"} if address == PREVIEW else {"image": picture()}


@pytest.fixture
def editor(client):
    client.force_login(make_editor("guidelines.change_chapter"))
    return client


# ── Who ──────────────────────────────────────────────────────────────────────────────────────────


def nobody(client):
    pass


def somebody_who_is_no_staff(client):
    user = make_editor()
    user.is_staff = False
    user.save()
    client.force_login(user)


def staff_without_permission(client):
    client.force_login(get_user_model().objects.create_user("no-permission", is_staff=True))


def staff_who_may_only_look(client):
    client.force_login(make_editor("guidelines.view_chapter", "guidelines.delete_chapter"))


def staff_who_left(client):
    user = make_editor()
    client.force_login(user)
    get_user_model().objects.filter(pk=user.pk).update(is_active=False)


STRANGERS = [nobody, somebody_who_is_no_staff, staff_without_permission, staff_who_may_only_look, staff_who_left]


@pytest.mark.parametrize("stranger", STRANGERS, ids=lambda stranger: stranger.__name__)
@pytest.mark.parametrize("address", [PREVIEW, UPLOAD])
def test_strangers_are_refused(client, address, stranger):
    stranger(client)

    assert client.post(address, posted(address)).status_code == 403
    assert not default_storage.exists("images")


@pytest.mark.parametrize("permission", ["guidelines.change_chapter", "resources.change_newsitem"])
@pytest.mark.parametrize("address", [PREVIEW, UPLOAD])
def test_who_may_change_something_is_served(client, address, permission):
    client.force_login(make_editor(permission))

    assert client.post(address, posted(address)).status_code == 200


@pytest.mark.parametrize("method", ["get", "put", "delete", "head", "options"])
@pytest.mark.parametrize("address", [PREVIEW, UPLOAD])
def test_only_a_post_is_answered(editor, address, method):
    assert getattr(editor, method)(address).status_code == 405


@pytest.mark.parametrize("address", [PREVIEW, UPLOAD])
def test_a_post_from_another_site_is_refused(address):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_editor())

    assert client.post(address, posted(address)).status_code == 403
    assert not default_storage.exists("images")


# ── Preview ──────────────────────────────────────────────────────────────────────────────────────


def test_the_preview_shows_what_readers_would_see(editor):
    make_document(slug="framework")

    page = editor.post(PREVIEW, {"content": "## Aims\n\n[The framework](document:framework)"})

    assert page.text == '<h2 id="aims">Aims</h2>\n<p><a href="/resources/framework/">The framework</a></p>\n'


def test_what_stands_behind_the_editor_is_kept_nowhere(editor):
    for answer in (
        editor.post(PREVIEW, {"content": "Draft"}),
        editor.post(UPLOAD),
        editor.get("/markdownx/links/?q=a"),
    ):
        assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("typed", [{}, {"content": ""}])
def test_nothing_typed_shows_nothing(editor, typed):
    assert editor.post(PREVIEW, typed).text == ""


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&colon;alert(1))",
        "![x](https://example.org/spy.png)",
        '<a href="//example.org" style="position:fixed">x</a>',
        "a\x00b",
        "\ud83d".encode("utf-8", "surrogatepass"),
    ],
)
def test_hostile_text_comes_out_safe(editor, hostile):
    page = editor.post(PREVIEW, {"content": hostile})

    assert page.status_code == 200
    assert not re.search(r"<(script|img|a)\b|<\w[^>]*\b(style|on\w+)=|\x00", page.text)


def test_a_text_that_is_too_long_is_refused_in_a_sentence(editor):
    page = editor.post(PREVIEW, {"content": "a" * (markdown.MAX_LENGTH + 1)})

    assert page.status_code == 422
    assert page["Content-Type"] == "text/plain; charset=utf-8"
    assert "divide it into several" in page.text


def test_more_than_the_portal_reads_at_all_is_refused(editor, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    assert editor.post(PREVIEW, {"content": "a" * 2000}).status_code in (400, 413)


# ── Upload ───────────────────────────────────────────────────────────────────────────────────────


def test_a_picture_is_stored_and_its_address_told(editor):
    answer = editor.post(UPLOAD, {"image": picture("../../evil.html")})

    assert answer.status_code == 200
    assert answer.json()["address"].startswith("/media/images/")
    assert default_storage.exists(answer.json()["address"].removeprefix("/media/"))


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "Choose a picture first."),
        ({"image": "words"}, "Choose a picture first."),
        ({"image": SimpleUploadedFile("a.png", b"<svg/>")}, "not a picture that we can read"),
    ],
)
def test_what_is_no_picture_is_refused_in_a_sentence(editor, files, words):
    answer = editor.post(UPLOAD, files)

    assert answer.status_code == 422
    assert words in answer.json()["error"]


ELSEWHERE = ["missing.png", "x" * 300 + ".png", "../secret_key", "..%2fsecret_key", "", "%ff", "a/b", "."]


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_picture_that_is_not_there_is_never_found_and_never_a_crash(client, name):
    assert client.get(f"/media/images/{name}").status_code in (400, 404)
