"""Somebody has lost their phone and their codes: the operator removes the second steps, on record."""

import io

import pytest
from django.core.management import CommandError, call_command

from portal.models import AuditEntry, RecoveryCode, SecondStep
from portal.signing_in import codes
from tests.make import make_editor
from tests.portal.test_signing_in import STEP, is_in, shown, sign_in, with_app

pytestmark = pytest.mark.django_db


def remove(name):
    said = io.StringIO()
    call_command("remove_second_steps", name, stdout=said)
    return said.getvalue()


def test_the_password_alone_signs_in_again_and_it_is_on_record(client):
    (person, secret), (other, _) = with_app(), with_app()
    codes.new_recovery_codes(person)
    sign_in(client, person)
    client.post(STEP, {"code": shown(secret)})
    assert is_in(client)

    assert "1 second step removed" in remove(person.username)

    assert not is_in(client)
    assert sign_in(client, person).url == "/admin/"
    assert not RecoveryCode.objects.exists()
    assert SecondStep.objects.get().person == other
    entry = AuditEntry.objects.get()
    assert (entry.who, entry.did) == ("the operator (manage.py remove_second_steps)", "removed the second steps of")
    assert (entry.key, entry.details["kinds"]) == (str(person.pk), ["Authenticator app"])


def test_who_has_none_stays_as_they_are():
    person = make_editor()

    assert "0 second steps removed" in remove(person.username)
    assert not AuditEntry.objects.exists()


def test_an_unknown_name_is_said_to_be_so():
    with pytest.raises(CommandError, match="Nobody signs in as “nobody”"):
        remove("nobody")
