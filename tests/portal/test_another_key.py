"""SECRET_KEY is replaced: what the one before it sealed and signed is taken while SECRET_KEY_FALLBACKS names it."""

import pytest

from portal.models import SecondStep
from portal.signing_in import codes
from tests.portal.test_signing_in import STEP, is_in, shown, sign_in, with_app

pytestmark = pytest.mark.django_db


def test_neither_the_session_nor_the_app_ends_while_the_old_key_is_named(client, settings):
    person, secret = with_app()
    sign_in(client, person)
    client.post(STEP, {"code": shown(secret)})
    before = settings.SECRET_KEY

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another " * 10, [before]

    assert is_in(client)
    client.logout()
    sign_in(client, person)
    client.post(STEP, {"code": shown(secret, late=1)})
    assert is_in(client)


def test_a_used_app_is_sealed_with_the_new_key_so_that_the_old_one_can_go(settings):
    person, secret = with_app()
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another " * 10, [settings.SECRET_KEY]

    assert codes.accept(person, shown(secret))
    settings.SECRET_KEY_FALLBACKS = []

    assert codes.unsealed(SecondStep.objects.get().secret) == secret


def test_without_the_old_key_an_app_is_of_no_use(settings):
    person, secret = with_app()
    settings.SECRET_KEY = "another " * 10

    assert not codes.accept(person, shown(secret))
