import pytest
from django.urls import reverse

from portal.models import AuditEntry
from resources.models import Page
from tests.resources.make import make_document, make_news
from tests.resources.real_files import make_docx, make_pdf
from tests.resources.test_uploading import replace

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("read_here")]


def make_standing_page():
    return Page.objects.create(slug="rules", title="Our rules", description="What holds.", body="Words.")


@pytest.mark.parametrize("make", [make_document, make_news, make_standing_page])
@pytest.mark.parametrize("at_once", [False, True])
def test_who_deleted_what_is_on_record(desk, make, at_once):
    thing = make()
    name = f"admin:resources_{thing._meta.model_name}"
    facts = {"action": "delete_selected", "_selected_action": [thing.pk], "post": "yes"}

    desk.post(reverse(f"{name}_changelist") if at_once else reverse(f"{name}_delete", args=[thing.pk]), facts)

    said = AuditEntry.objects.get(did="deleted")
    assert not type(thing).objects.exists()
    assert (said.thing, said.key, said.kind) == (thing.title, str(thing.pk), thing._meta.label_lower)
    assert said.details["address"] == thing.get_absolute_url()
    assert said.by.username.startswith("editor-")


def test_the_versions_that_went_with_a_document_are_named(desk):
    document = make_document(slug="our-report")
    replace(desk, document, make_docx())

    desk.post(reverse("admin:resources_document_delete", args=[document.pk]), {"post": "yes"})

    assert AuditEntry.objects.get(did="deleted").details["versions"] == [1, 2]


def test_a_new_file_of_a_document_is_on_record_and_its_first_is_not(desk):
    document = make_document(slug="our-report")
    assert not AuditEntry.objects.exists()

    replace(desk, document, make_pdf("Another page."))

    said = AuditEntry.objects.get(did="replaced the file of")
    assert (said.details["version"], said.details["address"]) == (2, document.get_absolute_url())


def test_a_removal_that_fails_leaves_no_line(desk, monkeypatch):
    news = make_news()
    monkeypatch.setattr(type(news), "delete", lambda self: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        desk.post(reverse("admin:resources_newsitem_delete", args=[news.pk]), {"post": "yes"})

    assert not AuditEntry.objects.exists()
