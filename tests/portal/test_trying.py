"""Background work that fails is tried again after growing pauses, given up at last, and shown at the desk."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import DataError, OperationalError, connections
from django.utils import timezone

from portal import files, rounds, setbacks_card, trying, turns
from portal.models import AuditEntry, Setback
from portal.settings import REGULAR
from resources import tasks
from resources.models import DocumentVersion
from resources.models.version import FOLDER
from tests.make import make_administrator, make_editor
from tests.resources.make import make_document

pytestmark = pytest.mark.django_db
LIST = "/admin/portal/setback/"


def fail(*args):
    raise RuntimeError("no room")


def attempt(function=fail, key="1"):
    return trying.attempt(function, work="Building", key=key, about="A thing")


def wait_for_the_next_try():
    Setback.objects.update(next_try_at=timezone.now() - timedelta(seconds=1))


def test_pauses_grow_until_it_is_given_up():
    pauses = []
    for _ in trying.PAUSES:
        attempt()
        setback = Setback.objects.get()
        pauses.append(setback.next_try_at - setback.failed_at)
        assert trying.waiting("Building") == {"1"}
        wait_for_the_next_try()
        assert trying.waiting("Building") == set()
    attempt()

    assert pauses == trying.PAUSES == sorted(trying.PAUSES)
    assert Setback.objects.get() in Setback.objects.given_up()
    assert trying.waiting("Building") == {"1"}


def test_what_works_at_last_is_no_setback_any_more():
    attempt()

    assert attempt(lambda: None) is True
    assert not Setback.objects.exists()


def test_a_database_that_is_away_is_nobodys_setback():
    def away():
        raise OperationalError("away")

    with pytest.raises(OperationalError):
        attempt(away)

    assert not Setback.objects.exists()


def test_what_no_database_stores_is_a_setback_and_does_not_stop_the_rest():
    def too_long():
        raise DataError("value too long")

    assert attempt(too_long) is False
    assert Setback.objects.get().trouble == "value too long"


def test_what_nobody_needs_any_more_is_forgotten():
    attempt(key="1")
    attempt(key="2")

    trying.forget_others("Building", {"2"})

    assert [setback.key for setback in Setback.objects.all()] == ["2"]


def test_the_desk_says_what_was_given_up_and_one_button_tries_it_again(client):
    attempt()
    Setback.objects.update(next_try_at=None)
    client.force_login(make_administrator())

    assert "What failed in the background" in client.get("/admin/").text
    page = client.get(LIST).text
    assert ("A thing" in page, "no room" in page, "Given up." in page) == (True, True, True)
    client.post(LIST, {"action": "try_again", "_selected_action": [Setback.objects.get().pk]})

    assert trying.waiting("Building") == set()
    assert AuditEntry.objects.filter(did="tried again").count() == 1


def test_what_was_given_up_stands_first_at_the_desk_however_much_is_tried_again():
    for number in range(setbacks_card.MOST + 2):
        attempt(key=str(number))
    Setback.objects.filter(key="3").update(next_try_at=None, about="The one given up")

    [card] = setbacks_card.cards(make_administrator())

    assert "The one given up" in card.lines[0].words
    assert [line.needs_you for line in card.lines] == [True] + [False] * setbacks_card.MOST


def test_without_setbacks_the_desk_is_silent_and_without_permission_too(client):
    client.force_login(make_administrator())
    assert "What failed in the background" not in client.get("/admin/").text
    attempt()
    client.force_login(make_editor("guidelines.view_edition"))
    assert "What failed in the background" not in client.get("/admin/").text
    assert client.get(LIST).status_code == 403


# ── Files that were uploaded and not read ────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def unread(settings, tmp_path):
    """A version whose process died right after the upload, on a machine of its own."""
    settings.DATA_DIR = tmp_path
    version = make_document().newest
    long_ago = timezone.now() - timedelta(hours=1)
    DocumentVersion.objects.filter(pk=version.pk).update(read_at=None, text="", uploaded_at=long_ago)
    return version


def test_a_file_whose_reader_died_is_read_at_the_next_turn(unread):
    assert "resources.tasks.read_missing" in REGULAR

    tasks.read_missing()

    unread.refresh_from_db()
    assert unread.text
    assert unread.read_at


def test_a_file_that_cannot_be_fetched_is_tried_again_later(unread, monkeypatch, caplog):
    monkeypatch.setattr("portal.files.text_of", fail)
    tasks.read_missing()
    tasks.read_missing()
    assert Setback.objects.get().tries == 1

    monkeypatch.undo()
    wait_for_the_next_try()
    tasks.read_missing()

    assert not Setback.objects.exists()


def test_two_workers_on_a_machine_do_not_read_the_same_file(unread):
    with turns.turn("reading", wait=0):  # the other one has it
        tasks.read_missing()

    unread.refresh_from_db()
    assert unread.read_at is None
    tasks.read_missing()
    unread.refresh_from_db()
    assert unread.read_at


@pytest.mark.django_db(transaction=True)
def test_what_another_machine_has_read_meanwhile_leaves_no_picture_without_a_row(unread, monkeypatch):
    really_stored = files.store

    def another_machine():
        tasks.read_version(unread.pk)
        connections.close_all()

    def slowly(*args, **kwargs):
        name = really_stored(*args, **kwargs)
        monkeypatch.setattr(files, "store", really_stored)
        with ThreadPoolExecutor(1) as others:  # it begins later and ends first
            others.submit(another_machine).result()
        return name

    monkeypatch.setattr(files, "store", slowly)
    before = stored_pictures() - {unread.first_page.name}
    tasks.read_version(unread.pk)

    unread.refresh_from_db()
    assert stored_pictures() - before == {unread.first_page.name}
    assert not Setback.objects.exists()


def stored_pictures():
    return {f"{FOLDER}/{name}" for name in default_storage.listdir(FOLDER)[1] if name.endswith(".webp")}


def test_a_round_of_reading_ends_after_its_time_and_the_next_goes_on(unread, monkeypatch):
    second = make_document(slug="second").newest
    DocumentVersion.objects.update(read_at=None, uploaded_at=unread.uploaded_at - timedelta(hours=1))
    monkeypatch.setattr(rounds, "SECONDS", 0)
    read = DocumentVersion.objects.exclude(read_at=None)

    tasks.read_missing()
    assert read.count() == 1
    tasks.read_missing()

    assert read.filter(pk__in=[unread.pk, second.pk]).count() == 2


def test_a_file_that_somebody_deleted_meanwhile_is_left(unread):
    pk = unread.pk
    unread.document.newest = None
    unread.document.save()
    DocumentVersion.objects.all().delete()

    tasks.read_version(pk)

    assert not Setback.objects.exists()
