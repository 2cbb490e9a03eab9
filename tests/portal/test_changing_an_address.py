"""Whoever reads somebody’s e-mails can choose their password: another address is on record, and told to the old one."""

import pytest

from portal.models import AuditEntry, Letter, WayIn
from portal.signing_in import links
from tests.make import make_administrator, make_editor
from tests.portal.test_people import changed

pytestmark = pytest.mark.django_db
OLD, NEW = "ada@example.org", "mallory@example.org"


@pytest.fixture
def person():
    return make_editor("guidelines.change_chapter", email=OLD)


@pytest.fixture
def desk(client):
    client.administrator = make_administrator()
    client.force_login(client.administrator)
    return client


def test_another_address_is_on_record(desk, person):
    changed(desk, person, email=NEW)

    entry = AuditEntry.objects.get()
    assert (entry.by, entry.did) == (desk.administrator, "changed the e-mail address of")
    assert entry.details == {"before": {"e-mail": OLD}, "after": {"e-mail": NEW}}


def test_the_old_address_is_told(desk, person):
    changed(desk, person, email=NEW)

    letter = Letter.objects.get()
    assert letter.to == OLD
    assert person.username in letter.text
    assert NEW not in letter.text


def test_a_first_address_is_on_record_and_nobody_is_told(desk):
    changed(desk, make_editor("guidelines.change_chapter"), email=NEW)

    assert AuditEntry.objects.get().did == "changed the e-mail address of"
    assert not Letter.objects.exists()


@pytest.mark.parametrize("kind", WayIn.Kind)
def test_links_sent_to_the_old_address_no_longer_work(desk, person, kind):
    if kind == WayIn.Kind.INVITATION:
        links.invite(person=person, by=desk.administrator)
    else:
        links.forgotten(OLD)

    page = changed(desk, person, email=NEW).text

    assert not WayIn.objects.good().exists()
    assert "The link sent to the old address no longer works." in page


def test_the_same_address_tells_nobody_and_ends_nothing(desk, person):
    links.forgotten(OLD)

    changed(desk, person, email=OLD, first_name="Ada")

    assert WayIn.objects.good().exists()
    assert not AuditEntry.objects.filter(did="changed the e-mail address of").exists()
    assert Letter.objects.count() == 1
