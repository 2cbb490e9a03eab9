"""A new password is on record, is not guessed at, and ends every link at which another could be chosen."""

import pytest
from django.urls import reverse

from portal.models import AuditEntry, WayIn
from portal.signing_in import links
from tests.make import make_administrator, make_editor
from tests.portal.test_sessions import CHANGED, change_password, signed_in
from tests.portal.test_signing_in import PASSWORD, is_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make_editor(email="ada@example.org")


@pytest.fixture
def here(person):
    return signed_in(person)


def set_by_an_administrator(client, person):
    typed = {"password1": CHANGED, "password2": CHANGED, "usable_password": "true"}
    return client.post(reverse("admin:auth_user_password_change", args=[person.pk]), typed)


def test_a_changed_password_is_on_record_and_ends_other_sessions(person, here):
    there = signed_in(person)

    assert change_password(here).url == reverse("admin:password_change_done")

    assert (is_in(here), is_in(there)) == (True, False)
    entry = AuditEntry.objects.get()
    assert (entry.by, entry.did, PASSWORD in str(entry.details)) == (person, "changed their password", False)


def test_the_old_password_is_not_guessed(person, here):
    for _ in range(5):
        change_password(here, old="wrong")

    assert "Several tries failed. Wait" in change_password(here).text
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    assert not AuditEntry.objects.exists()


def test_a_changed_password_ends_the_links_that_were_sent(person, here):
    links.forgotten(person.email)

    change_password(here)

    assert not WayIn.objects.good().exists()


def test_a_password_set_by_an_administrator_ends_the_links_that_were_sent(client, person):
    links.invite(person=person, by=person)
    client.force_login(make_administrator())

    set_by_an_administrator(client, person)

    assert not WayIn.objects.good().exists()


def test_an_administrator_does_not_pass_by_their_own_old_password(client):
    administrator = make_administrator()
    client.force_login(administrator)

    assert set_by_an_administrator(client, administrator).url == reverse("admin:password_change")

    administrator.refresh_from_db()
    assert not administrator.check_password(CHANGED)


def test_the_errors_of_the_form_belong_to_their_fields(here):
    page = change_password(here, old="wrong").text

    assert 'id="id_old_password_error"' in page
    assert 'aria-describedby="id_old_password_error"' in page
