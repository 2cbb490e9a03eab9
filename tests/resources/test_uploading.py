"""An editor uploads files at the desk."""

import errno
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from resources import actions
from resources.models import Document, DocumentVersion
from resources.tasks import read_version
from tests.make import make_editor
from tests.resources.make import make_document, make_upload
from tests.resources.real_files import make_docx, make_pdf

pytestmark = pytest.mark.django_db(transaction=True)
FACTS = {"title": "Our report", "slug": "our-report", "summary": "", "kind": "report", "publisher": "", "year": ""}


def add(desk, content=None, name="report.pdf", **fields):
    facts = FACTS | {"url": "", "note": ""} | fields
    if content is not None:
        facts["upload"] = make_upload(content, name)
    return desk.post(reverse("admin:resources_document_add"), facts, follow=True)


def replace(desk, document, content, **fields):
    address = reverse("admin:resources_document_change", args=[document.pk])
    facts = FACTS | {"slug": document.slug, "url": "", "note": "", "upload": make_upload(content)} | fields
    return desk.post(address, facts, follow=True)


def stored_files():
    try:
        return default_storage.listdir("documents")[1]
    except FileNotFoundError:
        return []


def test_an_uploaded_file_is_public_with_its_facts_and_words(desk):
    page = add(desk, make_pdf("Leadership begins with noticing.", title="Inside"), note="First issue")

    version = Document.objects.get(slug="our-report").newest
    assert "Version 1 is public: PDF, 1 page" in page.text
    assert (version.number, version.note, version.title, version.is_tagged) == (1, "First issue", "Inside", True)
    assert version.uploaded_by.username.startswith("editor-")
    assert version.text == "Leadership begins with noticing."
    assert version.first_page.size > 100
    assert len(version.sha256) == 64


def test_a_new_file_becomes_the_next_version_and_the_old_one_stays(desk):
    document = make_document(slug="our-report")

    replace(desk, document, make_docx(), note="Now in Word")

    document.refresh_from_db()
    assert [(each.number, each.kind) for each in document.versions.all()] == [(2, "docx"), (1, "pdf")]
    assert document.newest.number == 2


def test_what_is_known_of_a_document_changes_without_a_new_file(desk):
    document = make_document(slug="our-report")
    address = reverse("admin:resources_document_change", args=[document.pk])

    desk.post(address, FACTS | {"title": "Better title", "url": "", "note": ""})

    document.refresh_from_db()
    assert (document.title, document.versions.count()) == ("Better title", 1)


def test_a_link_to_another_publisher_needs_no_file(desk):
    add(desk, url="https://example.org/report")

    assert Document.objects.get().url == "https://example.org/report"


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "report.pdf", "This file is empty."),
        (b"<script>alert(1)</script>", "report.pdf", "not a kind of file"),
        (make_pdf()[:500], "report.pdf", "damaged or cut short"),
        (b"MZ\x00\x00", "../../\u202efdp.exe", "not a kind of file"),
    ],
)
def test_a_refused_file_leaves_nothing_and_keeps_what_was_typed(desk, content, name, words):
    page = add(desk, content, name, summary="What I typed")

    assert page.status_code == 200
    assert words in page.text
    assert "What I typed" in page.text
    assert not Document.objects.exists()
    assert stored_files() == []


def test_a_pdf_under_a_wrong_name_is_taken_for_what_it_is(desk):
    add(desk, make_pdf(), name="report.docx.exe")

    assert Document.objects.get().newest.kind == "pdf"


def test_a_document_is_a_file_or_a_link_and_not_both_or_neither(desk):
    assert "not both" in add(desk, make_pdf(), url="https://example.org/").text
    assert "Choose a file, or give the web address" in add(desk).text
    assert not Document.objects.exists()
    assert stored_files() == []


def test_an_untagged_pdf_is_flagged_to_the_editor_and_readers_may_ask_for_another(desk):
    page = add(desk, make_pdf(tagged=False))

    assert "This PDF is not tagged" in page.text
    reader = desk.get("/resources/our-report/").text
    assert '<a href="/feedback/?page=/resources/our-report/&amp;ask=format" rel="nofollow">' in reader


def test_a_tagged_pdf_is_not_flagged(desk):
    add(desk, make_pdf())

    assert "Ask for an accessible format" not in desk.get("/resources/our-report/").text


def test_the_same_file_elsewhere_is_pointed_out(desk):
    content = make_pdf()
    make_document(content, slug="earlier", title="An earlier one")

    page = add(desk, content)

    assert (
        'The same file is already published as <a href="/resources/earlier/">An earlier one, version 1</a>' in page.text
    )
    assert Document.objects.get(slug="our-report").newest


def test_the_very_same_file_is_no_new_version(desk):
    content = make_pdf()
    document = make_document(content, slug="our-report")

    page = replace(desk, document, content)

    assert "already the newest: version 1" in page.text
    assert document.versions.count() == 1


def test_a_full_disk_is_said_in_a_sentence_and_leaves_no_document(desk, monkeypatch):
    def full(storage, name, content):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", full)

    page = add(desk, make_pdf())

    assert page.status_code == 200
    assert "could not be stored" in page.text
    assert not Document.objects.exists()


def test_a_file_whose_row_cannot_be_written_is_removed_again(desk, monkeypatch):
    def fails(*args, **kwargs):
        raise RuntimeError("the database went away")

    monkeypatch.setattr("resources.admin.documents.DocumentAdmin.log_addition", fails)

    with pytest.raises(RuntimeError):
        add(desk, make_pdf())

    assert not DocumentVersion.objects.exists()
    assert stored_files() == []


def test_files_that_a_crash_left_behind_are_swept_up(monkeypatch):
    document = make_document()
    default_storage.save("documents/stray.pdf", ContentFile(b"x"))
    call_command("sweep_files")
    assert default_storage.exists("documents/stray.pdf")  # perhaps somebody is uploading it now

    later = timezone.now() + timedelta(days=2)
    monkeypatch.setattr("portal.files.storing.timezone.now", lambda: later)
    call_command("sweep_files")

    assert not default_storage.exists("documents/stray.pdf")
    assert default_storage.exists(document.newest.file.name)
    assert default_storage.exists(DocumentVersion.objects.get().first_page.name)


def test_a_deleted_document_takes_its_files_along(desk):
    document = make_document()
    assert len(stored_files()) == 2

    desk.post(reverse("admin:resources_document_delete", args=[document.pk]), {"post": "yes"})

    assert not Document.objects.exists()
    assert stored_files() == []


def test_several_documents_deleted_at_once_take_their_files_along(desk):
    chosen = [make_document().pk, make_document().pk]

    facts = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    desk.post(reverse("admin:resources_document_changelist"), facts)

    assert not Document.objects.exists()
    assert stored_files() == []


def test_a_stranger_cannot_upload(client):
    response = add(client, make_pdf())

    assert "login" in response.redirect_chain[0][0]
    assert not Document.objects.exists()


def test_an_editor_of_news_cannot_upload(client):
    client.force_login(make_editor("resources.change_newsitem"))

    assert add(client, make_pdf()).status_code == 403


@pytest.fixture
def stranger(settings):
    """A client whose posts are read before anybody asks who it is, to look for the token."""
    client = Client(enforce_csrf_checks=True)
    client.cookies[settings.CSRF_COOKIE_NAME] = "x" * 32
    return client


@pytest.mark.parametrize("path", ["/admin/resources/document/add/", "/markdownx/upload/", "/steering-group/"])
def test_two_gigabytes_that_are_only_claimed_are_refused_before_they_are_read(stranger, path):
    head = b"--x\r\nContent-Disposition: form-data; name=upload; filename=a.pdf\r\n\r\n%PDF"
    kind = "multipart/form-data; boundary=x"

    response = stranger.generic("POST", path, head, content_type=kind, CONTENT_LENGTH=str(2 * 1024**3))

    assert response.status_code == 413
    assert "This is too large" in response.text


@pytest.mark.parametrize(
    ("path", "of_a_stranger", "of_an_editor"),
    [("/markdownx/upload/", 413, 413), ("/admin/resources/document/add/", 413, 403), ("/admin/login/", 413, 403)],
)
def test_only_the_desk_takes_large_files_and_from_who_works_there(stranger, path, of_a_stranger, of_an_editor):
    def send():
        return stranger.post(path, {"image": make_upload(b"x" * 7 * 1024 * 1024)}).status_code

    assert send() == of_a_stranger
    stranger.force_login(make_editor())
    assert send() == of_an_editor  # read, and refused for want of a token


def test_two_editors_at_once_get_two_numbers():
    document = make_document()

    actions.add_version(document=Document.objects.get(pk=document.pk), file=make_upload(make_pdf("Two")))
    actions.add_version(document=document, file=make_upload(make_pdf("Three")))  # this copy is older

    assert [each.number for each in document.versions.all()] == [3, 2, 1]


def test_the_list_costs_as_much_for_many_as_for_few(desk, django_assert_max_num_queries):
    for _ in range(3):
        make_document()

    with django_assert_max_num_queries(9):
        page = desk.get(reverse("admin:resources_document_changelist"))

    assert "PDF, 1 page" in page.text


def test_a_file_that_cannot_be_read_for_search_is_published_all_the_same(desk, monkeypatch):
    def fails(*args, **kwargs):
        raise RuntimeError("the reader broke")

    monkeypatch.setattr("portal.files.text_of", fails)

    page = add(desk, make_pdf())

    assert "Version 1 is public" in page.text
    assert DocumentVersion.objects.get().text == ""


def test_search_looks_at_a_document_again_once_its_words_are_read():
    document = make_document()
    before = Document.objects.get().updated_at

    read_version(document.newest.pk)

    assert Document.objects.get().updated_at > before
